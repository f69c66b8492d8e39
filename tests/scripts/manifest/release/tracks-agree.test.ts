import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../scripts/manifest/problems.ts";

const track = (paths: string, release: object, more: object = {}) => ({
  ...{ name: paths, kind: "desktop", build: 1, version: "1.0.0", paths: [paths], release },
  ...more,
});
const whatIsWrong = (components: object) =>
  problemsOf({ name: "Two", build: 1, components }).problems.map(({ pointer, what }) =>
    `${pointer}: ${what}`
  );

describe("promise 75: loading proves that no tag of a track starts another", () => {
  it("video-v1 matches v*, and both are named", () => {
    expect(whatIsWrong({ app: track("app", { tag: "v" }), video: track("video", { tag: "video-v" }) }))
      .toEqual([
        "/components/video/release/tag: a tag of video, as video-v1.0.0, matches v*, which starts app: choose prefixes of which none begins like another",
      ]);
  });

  it("tray-v and v live side by side", () => {
    expect(whatIsWrong({ app: track("app", { tag: "v" }), tray: track("tray", { tag: "tray-v" }) })).toEqual(
      [],
    );
  });

  it("a star stops at a slash", () => {
    expect(whatIsWrong({ app: track("app", { tag: "v" }), video: track("video", { tag: "v/video-" }) }))
      .toEqual([]);
  });

  it("one track at most has no prefix of its own", () => {
    expect(whatIsWrong({ app: track("app", { tag: "" }), tray: track("tray", { tag: "v" }) })).toEqual([
      "/components/tray/release/tag: app has no prefix of its own either, and only one track may: give this one a prefix, as tray-v",
    ]);
  });

  it("the same prefix twice is two tracks in one, also in another case", () => {
    expect(whatIsWrong({ app: track("app", { tag: "App-v" }), tray: track("tray", { tag: "app-v" }) }))
      .toHaveLength(1);
  });
});

describe("a release block is proved while it is read", () => {
  it("everything at once: groups, placeholders, versions, keys", () => {
    const components = {
      a: track("a", { tag: "a-v", group: "g", policy: "fixed", notes: "notes/{build}.md" }, {
        version: "1.0",
      }),
      b: track("b", { tag: "b-v", group: "g", policy: "linked", follows: ["c", "b", "d"] }),
      c: { name: "c", kind: "web", build: 1, paths: ["c"] },
      e: track("e", {
        tag: "e-v",
        updater: { type: "tauri", file: "{version}.json", aliases: ["{sha}.json"] },
        record: { includes: ["x"] },
      }),
      f: track("f", { tag: "f-v", floats: { command: "tag {channel} {digest}" } }),
    };
    expect(whatIsWrong(components).map((line) => line.replace(/^\/components\//, ""))).toEqual([
      "b/release/policy: a says fixed for the group g, and this says linked",
      'a/version: "1.0" is no version: X.Y.Z, or X.Y.Z-<alpha|beta|rc>.<n>; a track\'s version has that form',
      "a/release/notes: {build} is none of {version}, {channel}",
      "b/release/follows/0: c is no track: it has no release block",
      "b/release/follows/1: a track can't follow itself",
      "b/release/follows/2: there is no component d",
      "e/release/updater/file: {version} is none of {channel}",
      "e/release/updater/aliases/0: {sha} is none of {channel}",
      "e/release/record/includes/0: there is no component x",
      "f/release/floats/command: {digest} is none of {channel}, {version}, {tag}, {sha}",
    ]);
  });

  it("the rules between tracks are reported beside a wrong shape", () => {
    const components = {
      app: track("app", { tag: "v" }),
      video: track("video", { tag: "video-v", bump: "sometimes" }),
    };
    const found = whatIsWrong(components);
    expect(found).toHaveLength(2);
    expect(found.join("\n")).toContain("matches v*");
  });

  it("a prefix that runs into the version is refused", () => {
    expect(whatIsWrong({ app: track("app", { tag: "app2" }) })).toEqual([
      "/components/app/release/tag: ends in a digit or a dot, which would run into the version",
    ]);
  });
});
