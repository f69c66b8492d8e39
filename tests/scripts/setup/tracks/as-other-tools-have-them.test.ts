import { describe, expect, test } from "vitest";
import { surveyRepository } from "../../../../scripts/setup/survey.ts";
import { withTracks } from "../../../../scripts/setup/tracks.ts";
import { snapshotOf } from "../../../support/repositories/snapshot.ts";

async function proposed(
  files: Record<string, string | object>,
  tags: string[] = [],
  subjects: string[] = ["feat: x"],
) {
  const snapshot = snapshotOf(files, { tags, subjects });
  const { candidates, remarks } = withTracks(await surveyRepository(snapshot), snapshot);
  return {
    tracks: Object.fromEntries(
      candidates.flatMap(({ key, component }) =>
        component.release === undefined ? [] : [[key, { version: component.version, ...component.release }]]
      ),
    ),
    mirrors: Object.fromEntries(candidates.map(({ key, component }) => [
      key,
      (component.mirrors ?? []).map((mirror) =>
        `${mirror.file} ${"key" in mirror ? mirror.key : ""} ${mirror.value}`
      ),
    ])),
    remarks: [...remarks, ...candidates.flatMap(({ remarks }) => remarks)],
  };
}

const lib = (name: string, version: string, more: object = {}) => ({
  name,
  version,
  files: ["index.js"],
  ...more,
});

describe("changesets", () => {
  const files = {
    "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
    "packages/a/package.json": lib("@x/a", "1.2.0"),
    "packages/b/package.json": lib("@x/b", "1.2.0"),
    "packages/c/package.json": lib("c", "0.4.0"),
    "packages/d/package.json": lib("d", "0.1.0"),
    "packages/site/package.json": {
      name: "site",
      version: "1.0.0",
      private: true,
      scripts: { start: "next start" },
    },
  };
  const generated = (folder: string) => ({ file: `${folder}/CHANGELOG.md`, entries: "generated" });

  test("each published package is a track with its name and @; fixed and linked are groups; ignored and private ones are named", async () => {
    const { tracks, mirrors, remarks } = await proposed({
      ...files,
      ".changeset/config.json": { fixed: [["@x/*"]], linked: [["c"]], ignore: ["d"], baseBranch: "next" },
      ".changeset/pre.json": { mode: "pre", tag: "beta", initialVersions: {} },
    }, ["d@0.1.0"]);
    expect(tracks).toEqual({
      a: {
        version: "1.2.0",
        tag: "@x/a@",
        bump: "changes",
        changelog: generated("packages/a"),
        group: "fixed-1",
      },
      b: {
        version: "1.2.0",
        tag: "@x/b@",
        bump: "changes",
        changelog: generated("packages/b"),
        group: "fixed-1",
      },
      c: {
        version: "0.4.0",
        tag: "c@",
        bump: "changes",
        changelog: generated("packages/c"),
        group: "c",
        policy: "linked",
      },
    });
    expect(mirrors.a).toEqual([
      "packages/a/package.json /build build",
      "packages/a/package.json /version version",
    ]);
    expect(remarks).toEqual([
      expect.stringMatching(/ignore: d:/),
      expect.stringMatching(/private packages.*: site stay/),
      expect.stringMatching(/baseBranch is next, and ships go from main/),
      expect.stringMatching(/pre mode beta is the channel/),
    ]);
  });

  test("a single package has tags with a v; no changelog where there is none", async () => {
    const { tracks } = await proposed({
      "package.json": lib("a", "1.0.0"),
      ".changeset/config.json": { changelog: false },
    });
    expect(tracks).toEqual({ a: { version: "1.0.0", tag: "v", bump: "changes" } });
  });

  test("a version that is counted from 0 is no version of a track, and a line says so", async () => {
    const { tracks, remarks } = await proposed({
      "package.json": lib("a", "1.0.0-beta.0"),
      ".changeset/config.json": {},
    });
    expect([tracks, remarks]).toEqual([{}, [expect.stringMatching(/1\.0\.0-beta\.0.*counted from 1/)]]);
  });
});

describe("semantic-release", () => {
  test("the version is the last tag's, a file that never had it is named, and pushes to the branch release", async () => {
    const { tracks, mirrors, remarks } = await proposed({
      "package.json": lib("a", "0.0.0-development"),
      ".releaserc":
        "branches:\n  - main\n  - name: beta\n    prerelease: true\n  - name: canary\n    prerelease: true\n" +
        "plugins:\n  - '@semantic-release/commit-analyzer'\n  - - '@semantic-release/changelog'\n    - changelogFile: docs/CHANGES.md\n" +
        "  - '@semantic-release/npm'\n  - '@semantic-release/exec'\n",
    }, ["v2.1.0", "v2.0.0", "v1.9.0-beta.1"]);
    expect(tracks).toEqual({
      a: {
        version: "2.1.0",
        tag: "v",
        changelog: { file: "docs/CHANGES.md", entries: "generated" },
        auto: { branch: "main", channel: "live" },
      },
    });
    expect(mirrors.a).toEqual(["package.json /build build"]);
    expect(remarks).toEqual([
      expect.stringMatching(/branch beta:.*--channel beta/),
      expect.stringMatching(/branch canary: canary is none of the channels/),
      expect.stringMatching(/npm publish belongs/),
      expect.stringMatching(/plugin @semantic-release\/exec:.*ship\.hooks/),
      expect.stringMatching(/package\.json says version 0\.0\.0-development, and a is at 2\.1\.0/),
    ]);
  });

  test.each([
    ["tool-${version}", "tool-"],
    ["${name}@${version}", "@x/a@"],
    ["release/v${version}", "release/v"],
  ])("tagFormat %s", async (tagFormat, tag) => {
    const { tracks } = await proposed({ "package.json": lib("@x/a", "1.0.0", { release: { tagFormat } }) });
    expect(tracks.a?.tag).toBe(tag);
  });

  test("a format that goes on after the version, and settings that are a program, are named", async () => {
    const odd = await proposed({
      "package.json": lib("a", "1.0.0", { release: { tagFormat: "${version}-final" } }),
    });
    expect([odd.tracks, odd.remarks]).toEqual([{}, [expect.stringMatching(/tagFormat/)]]);
    const program = await proposed({
      "package.json": lib("a", "1.0.0"),
      "release.config.mjs": "export default { tagFormat: 'a-v${version}' };\n",
    });
    expect([program.tracks.a?.tag, program.remarks]).toEqual(["a-v", [
      expect.stringMatching(/is a program/),
    ]]);
  });
});

describe("Lerna", () => {
  const files = {
    "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
    "packages/a/package.json": lib("@x/a", "3.0.0"),
    "packages/b/package.json": lib("b", "3.0.0"),
    "packages/site/package.json": {
      name: "site",
      version: "3.0.0",
      private: true,
      scripts: { start: "next start" },
    },
  };

  test("fixed: one track for the repository, with the version of every package", async () => {
    const { tracks, mirrors } = await proposed({
      ...files,
      "lerna.json": { version: "3.0.0", command: { version: { conventionalCommits: true } } },
    });
    expect(tracks).toEqual({
      repo: {
        version: "3.0.0",
        tag: "v",
        inputs: ["packages/site/**"],
        changelog: { file: "CHANGELOG.md", entries: "generated" },
      },
    });
    expect(mirrors.repo).toEqual([
      "lerna.json /version version",
      "packages/a/package.json /version version",
      "packages/b/package.json /version version",
      "packages/site/package.json /version version",
    ]);
  });

  test("independent: a track for each package", async () => {
    const { tracks } = await proposed({ ...files, "lerna.json": { version: "independent" } });
    expect(tracks).toEqual({
      a: { version: "3.0.0", tag: "@x/a@", bump: "manual" },
      b: { version: "3.0.0", tag: "b@", bump: "manual" },
    });
  });

  test("it gives way to another tool, and a line says so", async () => {
    const { tracks, remarks } = await proposed({
      ...files,
      "lerna.json": { version: "independent" },
      ".changeset/config.json": {},
    });
    expect(tracks.a?.bump).toBe("changes");
    expect(remarks.at(-1)).toMatch(/lerna\.json says how to release as well/);
  });
});
