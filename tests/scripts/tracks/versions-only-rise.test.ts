import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareVersions,
  formatVersion,
  type Level,
  parseVersion,
  type Version,
} from "../../../scripts/tracks/version.ts";
import { channels } from "../../../scripts/tracks/channel.ts";
import { whyNotVersion } from "../../../scripts/tracks/next-version.ts";
import { nextVersion, nextVersions, type TrackVersions } from "../../../scripts/tracks/group.ts";
import { versions } from "../../support/versions.ts";

const levels: Level[] = ["major", "minor", "patch"];
const version = (text: string): Version => {
  const read = parseVersion(text);
  if ("problem" in read) throw new Error(read.problem);
  return read;
};
const next = (
  known: string[],
  level: Level,
  channel: Version["channel"],
  written = known.at(-1) ?? "0.1.0",
) => {
  const found = nextVersion({ known: known.map(version), written: version(written), level, channel });
  return "code" in found ? found.code : formatVersion(found);
};

describe("promises 77, 78, 79, and 93: versions of a track are arithmetic", () => {
  it("the first alpha of a version is number 1, then 2; another channel begins at 1 again", () => {
    expect(next(["1.8.5"], "minor", "alpha")).toBe("1.9.0-alpha.1");
    expect(next(["1.8.5", "1.9.0-alpha.1"], "minor", "alpha")).toBe("1.9.0-alpha.2");
    expect(next(["1.8.5", "1.9.0-alpha.9"], "minor", "alpha")).toBe("1.9.0-alpha.10");
    expect(next(["1.8.5", "1.9.0-alpha.2"], "minor", "beta")).toBe("1.9.0-beta.1");
    expect(next(["1.8.5", "1.9.0-beta.3"], "minor", "rc")).toBe("1.9.0-rc.1");
  });

  it("live has no suffix", () => {
    expect(next(["1.8.5", "1.9.0-rc.1"], "patch", "live")).toBe("1.9.0");
    expect(next(["1.8.5"], "patch", "live")).toBe("1.8.6");
  });

  it("a lower channel of the same version is refused, never compared as text", () => {
    expect(next(["1.8.5", "1.9.0-beta.1"], "minor", "alpha")).toBe("channel_lower");
    expect(next(["1.8.5", "1.9.0-rc.1"], "patch", "beta")).toBe("channel_lower");
    expect(next(["1.8.5", "1.9.0-beta.1"], "major", "alpha")).toBe("2.0.0-alpha.1");
  });

  it("what the changes ask for counts from the latest live version", () => {
    expect(next(["1.8.5", "1.8.6-alpha.1"], "minor", "alpha")).toBe("1.9.0-alpha.1");
    expect(next(["1.8.5", "2.0.0-alpha.1"], "patch", "alpha")).toBe("2.0.0-alpha.2");
  });

  it("without a live version the written one comes, and a higher one that is written counts", () => {
    expect(next([], "minor", "live", "0.1.0")).toBe("0.1.0");
    expect(next([], "minor", "alpha", "0.1.0")).toBe("0.1.0-alpha.1");
    expect(next(["1.8.5"], "patch", "live", "3.0.0")).toBe("3.0.0");
    expect(next([], "minor", "live", "0.0.0")).toBe("0.1.0");
  });

  it("the next version is never below or equal to anything that is known", () => {
    const known = fc.array(versions, { maxLength: 20 });
    fc.assert(
      fc.property(
        known,
        versions,
        fc.constantFrom(...levels),
        fc.constantFrom(...channels),
        (known, written, level, channel) => {
          const found = nextVersion({ known, written, level, channel });
          if ("code" in found) {
            expect(found.code).toBe("channel_lower");
            return;
          }
          const lives = known.filter((other) => other.channel === "live");
          for (const other of lives) expect(compareVersions(found, other)).toBeGreaterThan(0);
          for (const other of known) expect(formatVersion(other)).not.toBe(formatVersion(found));
          expect(found.channel).toBe(channel);
        },
      ),
    );
  });

  it("what a release had reserved that was given up is not used again, and speaks against nothing else", () => {
    const after = (channel: Version["channel"], ...burnt: string[]) => {
      const found = nextVersion({
        ...{
          known: [version("1.8.5")],
          burnt: burnt.map(version),
          written: version("1.8.5"),
          level: "minor",
          channel,
        },
      });
      return "code" in found ? found.code : formatVersion(found);
    };
    expect(after("live", "1.9.0")).toBe("1.9.1");
    expect(after("alpha", "1.9.0-alpha.1", "1.9.0-beta.1")).toBe("1.9.0-alpha.2");
  });

  it("a chosen version must be new, above live, and not on a lower channel", () => {
    const known = ["1.8.5", "1.9.0-beta.2"].map(version);
    const why = (text: string) => whyNotVersion(known, version(text))?.code ?? null;
    expect(why("1.8.5")).toBe("version_exists");
    expect(why("1.8.4")).toBe("version_not_higher");
    expect(why("1.8.5-rc.1")).toBe("version_not_higher");
    expect(why("1.9.0-alpha.1")).toBe("channel_lower");
    expect(why("1.9.0-beta.1")).toBe("version_not_higher");
    expect(why("1.9.0-beta.3")).toBeNull();
    expect(why("1.9.0")).toBeNull();
  });
});

describe("groups of tracks", () => {
  const track = (
    key: string,
    known: string[],
    level: Level,
    more: Partial<TrackVersions> = {},
  ): TrackVersions => ({
    ...{
      key,
      known: known.map(version),
      written: version(known.at(-1) ?? "0.1.0"),
      level,
      moves: true,
      policy: "fixed",
    },
    ...more,
  });
  const shown = (found: ReturnType<typeof nextVersions>) =>
    Object.fromEntries(
      Object.entries(found).map(([key, value]) => [key, "code" in value ? value.code : formatVersion(value)]),
    );

  it("a fixed group gets one version, whoever moves", () => {
    const tracks = [
      track("a", ["1.0.0"], "patch", { group: "g" }),
      track("b", ["1.0.0"], "minor", { group: "g", moves: false }),
      track("c", ["3.0.0"], "patch"),
    ];
    expect(shown(nextVersions(tracks, "live"))).toEqual({ a: "1.1.0", b: "1.1.0", c: "3.0.1" });
  });

  it("of a linked group those that move get the same", () => {
    const linked = { group: "g", policy: "linked" as const };
    const tracks = [
      track("a", ["1.0.0"], "patch", linked),
      track("b", ["1.2.0"], "minor", linked),
      track("c", ["9.0.0"], "patch", { ...linked, moves: false }),
    ];
    expect(shown(nextVersions(tracks, "beta"))).toEqual({ a: "1.3.0-beta.1", b: "1.3.0-beta.1" });
  });
});
