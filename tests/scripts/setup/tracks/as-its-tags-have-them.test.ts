import { describe, expect, test } from "vitest";
import { tagPrefixes } from "../../../../scripts/setup/release-tools/tags.ts";
import { pointerOf } from "../../../../scripts/setup/release-tools/json-path.ts";
import { surveyRepository } from "../../../../scripts/setup/survey.ts";
import { withTracks } from "../../../../scripts/setup/tracks.ts";
import { snapshotOf } from "../../../support/repositories/snapshot.ts";

async function proposed(
  files: Record<string, string | object>,
  tags: string[],
  subjects = ["feat: x", "fix(a): y"],
) {
  const snapshot = snapshotOf(files, { tags, subjects });
  const { candidates, remarks } = withTracks(await surveyRepository(snapshot), snapshot);
  return {
    components: Object.fromEntries(candidates.map(({ key, component }) => [key, component])),
    remarks: [...remarks, ...candidates.flatMap(({ remarks }) => remarks)],
  };
}

const tool = (name: string, more: object = {}) => ({ name, version: "1.2.3", bin: "x.js", ...more });

describe("without a release tool", () => {
  test("no tags: no tracks, and nothing else changes", async () => {
    const { components, remarks } = await proposed({ "package.json": tool("cli") }, []);
    expect(components.cli).toMatchObject({ version: "1.2.3", mirrors: [{ key: "/build" }] });
    expect([components.cli?.release, remarks]).toEqual([undefined, []]);
  });

  test.each([
    ["@acme/cli@1.2.3", "@acme/cli@"],
    ["cli@1.2.3", "cli@"],
    ["cli-v1.2.3", "cli-v"],
    ["cli/v1.2.3", "cli/v"],
    ["packages/cli/v1.2.3", "packages/cli/v"],
    ["CLI-1.2.3", "CLI-"],
  ])("tags like %s are of the component of that name", async (tag, prefix) => {
    const { components } = await proposed({
      "package.json": { private: true, workspaces: ["packages/*"] },
      "packages/cli/package.json": tool("@acme/cli"),
      "packages/cli/CHANGELOG.md": "# Changes\n\n## [Unreleased]\n",
      "packages/other/package.json": tool("other"),
    }, [tag, "v0.1.0"]);
    expect(components.cli?.release).toEqual({ tag: prefix, changelog: "packages/cli/CHANGELOG.md" });
    expect(components.cli?.mirrors).toContainEqual({
      type: "json",
      file: "packages/cli/package.json",
      key: "/version",
      value: "version",
    });
  });

  test("tags without a name are of who has the repository to itself or its name; else a line says so", async () => {
    expect((await proposed({ "package.json": tool("cli") }, ["1.2.3", "v1.0.0"])).components.cli?.release)
      .toEqual({ tag: "" });
    const two = { "a/package.json": tool("a"), "b/package.json": tool("b") };
    const none = await proposed(two, ["v1.2.3"]);
    expect([none.components.a?.release, none.remarks]).toEqual([
      undefined,
      [expect.stringMatching(/tags like v1\.2\.3 are of no one component/)],
    ]);
    const named = await proposed({ ...two, "c/package.json": tool("repo") }, ["v1.2.3"]);
    expect(named.components.repo?.release).toEqual({ tag: "v" });
  });

  test("where commits don't say what they are, nobody decides but who releases", async () => {
    const { components } = await proposed({ "package.json": tool("cli") }, ["v1.2.3"], [
      "Fix it",
      "Add that",
      "feat: x",
    ]);
    expect(components.cli?.release).toEqual({ tag: "v", bump: "manual" });
  });

  test("a version below the last tag's gives way to it", async () => {
    const { components } = await proposed({ "package.json": tool("cli", { version: "0.0.2" }) }, [
      "v4.3.2",
      "v4.3.1",
    ]);
    expect(components.cli).toMatchObject({ version: "4.3.2", mirrors: [{ key: "/build" }] });
    const ahead = await proposed({ "package.json": tool("cli", { version: "4.4.0" }) }, ["v4.3.2"]);
    expect(ahead.components.cli).toMatchObject({ version: "4.4.0" });
  });

  test("a file that says another version than the tags' is named, and a version that is none of a track's", async () => {
    const { components, remarks } = await proposed({
      "package.json": tool("cli", { version: "1.3.0-next.4" }),
    }, [
      "v1.2.3",
      "v1.3.0-next.4",
    ]);
    expect(components.cli).toMatchObject({ version: "1.2.3", release: { tag: "v" } });
    expect(remarks).toEqual([
      expect.stringMatching(/v1\.3\.0-next\.4 are on no channel/),
      expect.stringMatching(/says version 1\.3\.0-next\.4, and cli is at 1\.2\.3/),
    ]);
  });
});

describe("every kind keeps its version where it has it:", () => {
  test.each<[string, Record<string, string | object>, string[]]>([
    ["a crate", { "Cargo.toml": '[package]\nname = "it"\nversion = "1.2.3"\n', "src/main.rs": "" }, [
      "Cargo.toml /package/version version",
    ]],
    ["a crate of a workspace", {
      "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n[workspace.package]\nversion = "1.2.3"\n',
      "crates/it/Cargo.toml": '[package]\nname = "it"\nversion.workspace = true\n',
      "crates/it/src/main.rs": "",
    }, ["Cargo.toml /workspace/package/version version"]],
    ["Tauri", {
      "package.json": { name: "it", private: true, version: "1.2.3", scripts: { tauri: "tauri" } },
      "src-tauri/tauri.conf.json": { productName: "it", version: "1.2.3" },
      "src-tauri/Cargo.toml": '[package]\nname = "it"\nversion = "1.2.3"\n',
    }, [
      "package.json /build build",
      "package.json /version version",
      "src-tauri/tauri.conf.json /version version",
      "src-tauri/Cargo.toml /package/version version",
    ]],
    ["Flutter", { "pubspec.yaml": "name: it\nversion: 1.2.3+45\n", "ios/Runner/x": "" }, [
      "pubspec.yaml /version version+build",
    ]],
    ["Gradle", {
      "build.gradle":
        'plugins { id "com.android.application" }\nandroid { defaultConfig {\n  versionCode 9\n  versionName "1.2.3"\n} }\n',
    }, ["build.gradle versionCode build", "build.gradle versionName version"]],
    ["Expo", {
      "package.json": { name: "it", version: "1.2.3", dependencies: { expo: "1" } },
      "app.json": { expo: { name: "it", version: "1.2.3", ios: { buildNumber: "4" } } },
    }, [
      "app.json /expo/ios/buildNumber build",
      "package.json /version version",
      "app.json /expo/version version",
    ]],
    ["Helm", { "Chart.yaml": "name: it\nversion: 1.2.3\n" }, ["Chart.yaml /version version"]],
    ["Python", {
      "pyproject.toml": '[project]\nname = "it"\nversion = "1.2.3"\n[project.scripts]\nit = "it:main"\n',
    }, [
      "pyproject.toml /project/version version",
    ]],
  ])("%s", async (_, files, mirrors) => {
    const { components } = await proposed(files, ["v1.2.3"]);
    const [track] = Object.values(components).filter(({ release }) => release !== undefined);
    expect(track?.version).toBe("1.2.3");
    expect((track?.mirrors ?? []).map((one) => `${one.file} ${"key" in one ? one.key : ""} ${one.value}`))
      .toEqual(mirrors);
  });
});

test("tags: the prefix that was used last comes first; only whole versions count, and the highest live one is the version", () => {
  expect(
    tagPrefixes([
      "b@1.0.0-rc.1",
      "v2.0.0",
      "v10.0.0",
      "b@0.9.0",
      "v1.0.0-next.1",
      "nightly",
      "v3",
      "v1.2",
      "x..1.0.0",
    ]),
  )
    .toEqual([
      { prefix: "b@", version: "0.9.0", count: 2 },
      { prefix: "v", version: "10.0.0", count: 3, foreign: "v1.0.0-next.1" },
    ]);
});

test.each([
  ["$.version", "/version"],
  ["$.tool.poetry.version", "/tool/poetry/version"],
  ["$['a/b'][\"c~d\"][0]", "/a~1b/c~0d/0"],
  ["$.packages[?(@.name=='x')].version", undefined],
  ["$..version", undefined],
  ["$.a.*", undefined],
  ["version", undefined],
  ["$", undefined],
])("a JSONPath that names one place is a pointer: %s → %s", (path, pointer) => {
  expect(pointerOf(path)).toBe(pointer);
});
