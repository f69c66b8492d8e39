import { expect, test } from "vitest";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import { cargoFiles } from "../../../support/cargo-files.ts";
import { textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";
import { smallWorkspace } from "../../../support/small-workspace.ts";

const tray = {
  version: "1.2.3",
  build: 7,
  paths: ["apps/tray", "crates/client"],
  mirrors: [
    { type: "toml", file: "crates/client/Cargo.toml", key: "/package/version", value: "version" },
    { type: "json", file: "apps/tray/src-tauri/tauri.conf.json", key: "/version", value: "version" },
  ],
};
const platform = {
  version: "2.0.0",
  kind: "server",
  paths: ["crates", "Cargo.toml"],
  mirrors: [{ type: "toml", file: "Cargo.toml", key: "/workspace/package/version", value: "version" }],
};

/** What a bump leaves of the repository's files beside version.json and README.md. */
async function bumped(key: string, build: number, version: string) {
  const before = await smallWorkspace({ tray, platform }, cargoFiles());
  const { "version.json": _, "README.md": __, ...edits } = textsOf(
    await planBump(before, key, build, version),
  );
  return { edits, after: await withEdits(before, await planBump(before, key, build, version)) };
}

test("promise 76: a track's version is its own files' and its lock's; those of the other keep every byte", async () => {
  const { edits, after } = await bumped("tray", 8, "1.2.4");
  expect(edits).toEqual(pick(cargoFiles({ client: "1.2.4" }), [
    "Cargo.lock",
    "crates/client/Cargo.toml",
    "apps/tray/src-tauri/tauri.conf.json",
  ]));
  expect((await check(after)).findings).toEqual([]);
});

test("promise 76: what crates inherit stands once, and their entries of the lock follow", async () => {
  const { edits, after } = await bumped("platform", 2, "2.1.0");
  const wanted = cargoFiles({ workspace: "2.1.0" });
  expect(edits).toEqual(pick(wanted, ["Cargo.lock", "Cargo.toml", "crates/platform/Cargo.toml"]));
  expect((await check(after)).findings).toEqual([]);
});

test("a prerelease moves what other crates require of it, in the style that each has", async () => {
  const { edits, after } = await bumped("tray", 8, "1.3.0-alpha.1");
  const wanted = cargoFiles({ client: "1.3.0-alpha.1", requirement: "1.3.0-alpha.1" });
  const { "crates/old/Cargo.toml": _, "crates/platform-core/Cargo.toml": __, ...changed } = wanted;
  expect(edits).toEqual(changed);
  expect((await check(after)).findings).toEqual([]);
});

test("so does a major, with as many numbers as there were", async () => {
  const { edits } = await bumped("tray", 8, "2.0.0");
  expect(edits["crates/platform/Cargo.toml"]).toBe(
    cargoFiles({ client: "2.0.0", requirement: "2.0" })["crates/platform/Cargo.toml"],
  );
});

test("a crate that inherits is refused as a place, with the file that has the version", async () => {
  const mirrors = [{
    type: "toml",
    file: "crates/platform/Cargo.toml",
    key: "/package/version",
    value: "version",
  }];
  const workspace = await smallWorkspace({ platform: { ...platform, mirrors } }, cargoFiles());
  const { findings } = await check(workspace);
  expect(findings).toContainEqual(expect.objectContaining({
    code: "mirror_linked",
    message: expect.stringContaining("crates/platform/Cargo.toml:3: /package/version"),
    hint: expect.stringContaining("/workspace/package/version of Cargo.toml"),
  }));
});

test("a requirement that only a person can write stops the bump, and nothing is planned", async () => {
  const files = cargoFiles({ requirement: ">=1.2, <1.3" });
  files["crates/platform/Cargo.toml"] = "";
  files["apps/tray/src-tauri/Cargo.toml"] = "";
  const workspace = await smallWorkspace({ tray }, files);
  await expect(planBump(workspace, "tray", 8, "1.3.0")).rejects.toMatchObject({
    code: "requirement_unclear",
    exitCode: 5,
  });
});

function pick(files: Record<string, string>, paths: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => paths.includes(path)));
}
