import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../../scripts/tracks/channel.ts";
import { formatTag, parseTag, trackOf, whyNoPrefix } from "../../../scripts/tracks/tag.ts";
import { formatVersion, parseVersion } from "../../../scripts/tracks/version.ts";
import { versions } from "../../support/versions.ts";

const prefixes = ["", "v", "tray-v", "name@", "@scope/name@", "desktop/v"];

describe("promise 74: tags of a track round-trip, and everything else is rejected", () => {
  it("parse and format are each other's inverse", () => {
    fc.assert(fc.property(versions, fc.constantFrom(...prefixes), (version, prefix) => {
      expect(parseVersion(formatVersion(version))).toEqual(version);
      expect(parseTag(prefix, formatTag(prefix, version))).toEqual(version);
    }));
  });

  it("a text that is read gives the same text again", () => {
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.integer({ min: 0, max: 3 }), (text, cut) => {
      const read = parseVersion(`1.2.${text}`.slice(cut));
      if (!("problem" in read)) expect(formatVersion(read)).toBe(`1.2.${text}`.slice(cut));
    }));
  });

  it.each([
    ["v1.2.3", "begins with a v"],
    ["1.2", "is no version"],
    ["1.2.3.4", "is no version"],
    ["1.2.3+45", "build metadata"],
    ["1.2.3-alpha.1+5", "build metadata"],
    ["01.2.3", "leading zero"],
    ["1.2.3-alpha.01", "leading zero"],
    ["1.2.3-alpha.0", "number 1"],
    ["1.2.3-alpha", "is no version"],
    ["1.2.3-live.1", "names no channel"],
    ["1.2.3-ALPHA.1", "names no channel"],
    ["1.2.3-dev.1", "names no channel"],
    ["2147483648.0.0", "above 2147483647"],
    [" 1.2.3", "is no version"],
    ["1.2.3\n", "is no version"],
    ["", "is no version"],
  ])("%j is rejected with the reason", (text, reason) => {
    expect(parseVersion(text)).toEqual({ problem: expect.stringContaining(reason) });
  });

  it("a tag of another track does not begin with the prefix", () => {
    expect(parseTag("tray-v", "v1.2.3")).toEqual({ problem: '"v1.2.3" does not begin with tray-v' });
    expect(parseTag("tray-v", "tray-vv1.2.3")).toEqual({
      problem: expect.stringContaining("begins with a v"),
    });
  });

  it("a tag is of the track with the longest prefix", () => {
    const tracks = { platform: "v", tray: "tray-v", video: "v/video-v" };
    expect(trackOf(tracks, "tray-v1.0.0")).toBe("tray");
    expect(trackOf(tracks, "v/video-v1.0.0")).toBe("video");
    expect(trackOf(tracks, "v1.0.0")).toBe("platform");
    expect(trackOf(tracks, "release-1")).toBeNull();
  });

  it.each(["1", "app2", "app.", "-v", "a b", "a//b", "a..b", "v*", "[v", "a".repeat(101)])(
    "%j is no prefix",
    (prefix) => {
      expect(whyNoPrefix(prefix)).not.toBeNull();
    },
  );

  it("every prefix in use is one", () => {
    for (const prefix of prefixes) expect(whyNoPrefix(prefix)).toBeNull();
    expect(channels).toEqual(["alpha", "beta", "rc", "live"]);
  });
});
