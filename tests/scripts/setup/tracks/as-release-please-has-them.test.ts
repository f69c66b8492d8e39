import { describe, expect, test } from "vitest";
import { withTracks } from "../../../../scripts/setup/tracks.ts";
import { surveyRepository } from "../../../../scripts/setup/survey.ts";
import {
  manifestOfPackages,
  prereleases,
  type ReleasedRepository,
  singlePackage,
} from "../../../support/repositories/released.ts";
import { snapshotOf } from "../../../support/repositories/snapshot.ts";

async function proposed({ files, tags }: ReleasedRepository) {
  const snapshot = snapshotOf(files, { tags: tags.toReversed(), subjects: ["feat: x"] });
  const { candidates, remarks } = withTracks(await surveyRepository(snapshot), snapshot);
  const tracks = candidates.flatMap(({ key, component, remarks }) =>
    component.release === undefined ? [] : [{ key, component, remarks }]
  );
  return { tracks, remarks };
}

/** file, key or expression, and what is written there. */
const mirrorsOf = ({ component }: Awaited<ReturnType<typeof proposed>>["tracks"][number]) =>
  (component.mirrors ?? []).map((mirror) =>
    `${mirror.file} ${"key" in mirror ? mirror.key : ""} ${mirror.value}`
  );

describe("release-please", () => {
  test("one package at the root: its tags, its version in every file that repeats it, a changelog that commits write", async () => {
    const { tracks: [lib, ...others], remarks } = await proposed(singlePackage());
    expect(others).toEqual([]);
    expect(lib?.component).toMatchObject({
      version: "1.4.0",
      paths: ["."],
      release: { tag: "v", changelog: { file: "CHANGELOG.md", entries: "generated" } },
    });
    expect(lib && mirrorsOf(lib)).toEqual([
      "package.json /build build",
      "package.json /version version",
      "src/version.js  version",
    ]);
    expect(remarks).toEqual([]);
  });

  test("several packages: each its prefix, separators and groups as they are; what has no counterpart in one line each", async () => {
    const { tracks, remarks } = await proposed(manifestOfPackages());
    expect(
      Object.fromEntries(tracks.map(({ key, component }) => [key, [component.version, component.release]])),
    )
      .toEqual({
        core: ["2.1.0", {
          tag: "core-v",
          bump_minor_pre_major: true,
          changelog: { file: "packages/core/CHANGELOG.md", entries: "generated" },
          group: "example-js",
        }],
        web: ["2.1.0", {
          tag: "web-v",
          bump_minor_pre_major: true,
          changelog: { file: "packages/web/docs/CHANGES.md", entries: "generated" },
          group: "example-js",
        }],
        agent: ["0.3.1", {
          tag: "agent/v",
          bump_minor_pre_major: true,
          changelog: { file: "crates/agent/CHANGELOG.md", entries: "generated" },
        }],
      });
    const [core, agent] = ["core", "agent"].map((name) => tracks.find(({ key }) => key === name));
    expect(core && mirrorsOf(core)).toContain("packages/core/meta.json /about/version version");
    expect(agent && mirrorsOf(agent)).toEqual(["crates/agent/Cargo.toml /package/version version"]);
    expect(remarks.map((line) => line.split(": ")[1])).toEqual([
      "plugin node-workspace",
    ]);
  });

  test("prereleases: the channel is named, and the version is the one that was released last", async () => {
    const { tracks: [app], remarks } = await proposed(prereleases());
    expect(app?.component).toMatchObject({ version: "3.0.0-beta.2", release: { tag: "v" } });
    expect(remarks).toEqual([
      expect.stringMatching(/prerelease-type beta is the channel beta.*--channel beta/),
    ]);
  });

  test.each<[string, object, object, string]>([
    ["no component in the tag", { "include-component-in-tag": false }, {}, "v"],
    ["no v in the tag", { "include-v-in-tag": false }, {}, "lib-"],
    ["neither", { "include-component-in-tag": false }, { "include-v-in-tag": false }, ""],
    ["a component", {}, { component: "thing" }, "thing-v"],
    ["a package name goes before the file's", {}, { "package-name": "@other/named" }, "named-v"],
    ["a separator", { "tag-separator": "@" }, { "include-v-in-tag": false }, "lib@"],
    ["a type that knows no name", { "release-type": "simple" }, {}, "v"],
    [
      "a type that knows no name, and one that is given",
      { "release-type": "go" },
      { "package-name": "mod" },
      "mod-v",
    ],
  ])("tags: %s", async (_, defaults, own, tag) => {
    const { tracks: [lib] } = await proposed({
      files: {
        "package.json": { name: "@example/lib", version: "1.0.0", files: ["x"] },
        ".github/release-please-config.json": { ...defaults, packages: { ".": own } },
        ".github/.release-please-manifest.json": { ".": "1.0.0" },
      },
      tags: [],
      commits: [],
    });
    expect(lib?.component.release?.tag).toBe(tag);
  });

  test("packages under one tag are one track, whose inputs are the others; a package that nobody knew is a component", async () => {
    const { tracks, remarks } = await proposed({
      files: {
        "infra/main.tf": "",
        "infra/version.txt": "0.2.0\n",
        "tools/x.sh": "",
        "release-please-config.json": {
          "release-type": "simple",
          packages: { infra: {}, tools: { "version-file": "none.txt" } },
        },
        ".release-please-manifest.json": { infra: "0.2.0", tools: "0.2.0" },
      },
      tags: ["v0.2.0"],
      commits: [],
    });
    expect(tracks.map(({ component }) => [component.paths, component.release, component.mirrors?.length]))
      .toEqual([
        [["infra"], {
          tag: "v",
          inputs: ["tools/**"],
          changelog: { file: "infra/CHANGELOG.md", entries: "generated" },
        }, 1],
      ]);
    expect(remarks).toEqual([expect.stringMatching(/infra, tools have the same tag/)]);
  });

  test("a root beside packages takes their changes as inputs, but those that it excludes", async () => {
    const { tracks } = await proposed({
      files: {
        "package.json": { name: "root", version: "1.0.0", workspaces: ["packages/*"] },
        "packages/a/package.json": { name: "a", version: "1.0.0", files: ["x"] },
        "packages/b/package.json": { name: "b", version: "1.0.0", files: ["x"] },
        "release-please-config.json": {
          packages: { ".": { "exclude-paths": ["packages/b"] }, "packages/a": {}, "packages/b": {} },
        },
      },
      tags: [],
      commits: [],
    });
    expect(tracks.find(({ component }) => component.paths[0] === ".")?.component.release?.inputs).toEqual([
      "packages/a/**",
    ]);
  });
});
