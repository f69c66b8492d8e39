import { expect, test } from "vitest";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { isBotCommit, publishMessage } from "../../../../scripts/release/bot-commit.ts";
import { digestsIn } from "../../../../scripts/release/publish/steps/float.ts";
import { updaterPath } from "../../../../scripts/release/updater-path.ts";

const track = (updater: unknown) =>
  parseManifest(JSON.stringify({
    name: "Shop",
    build: 1,
    components: {
      tray: {
        ...{ name: "Tray", kind: "desktop", version: "1.0.0", build: 1, paths: ["tray"] },
        release: { tag: "tray-v", updater },
      },
    },
  }));
const tauri = track({
  type: "tauri",
  file: "m/tray-{channel}.json",
  aliases: ["m/{channel}.json"],
  targets: [],
});
const run = "0b0e9ad2-5f34-4a38-9d3c-6f1d6d7f3a10";

test("the commit with updaters' files is a bot's by its trailer and its files, never by its words", () => {
  expect(publishMessage({ key: "tray", version: "1.0.0" }, run).trim()).toBe(
    `chore: publish tray 1.0.0\n\nSlipway-Release: ${run}`,
  );
  for (const path of ["m/tray-beta.json", "m/live.json", "m/tray-live.json"]) {
    expect(isBotCommit(tauri, { releases: [run], paths: [path] })).toBe(true);
    expect(isBotCommit(tauri, { releases: [], paths: [path] })).toBe(false);
  }
  for (const path of ["m/tray-nightly.json", "m/other.json", "tray/main.rs"]) {
    expect(isBotCommit(tauri, { releases: [run], paths: ["m/tray-beta.json", path] })).toBe(false);
  }
});

test("electron-updater's file has one name for each system", () => {
  const systems = ["windows", "mac", "linux", "linux-arm64"] as const;
  const paths = systems.map((system) => updaterPath("updates/{channel}.yml", "beta", system));
  expect(paths).toEqual([
    ...["updates/beta.yml", "updates/beta-mac.yml", "updates/beta-linux.yml", "updates/beta-linux-arm64.yml"],
  ]);
  const electron = track({ type: "electron", file: "updates/{channel}.yml", targets: ["linux-x64"] });
  expect(paths.every((path) => isBotCommit(electron, { releases: [run], paths: [path] }))).toBe(true);
});

test.each([
  [["moved"], {}],
  [[`pushed @sha256:${"b".repeat(64)} size 12`], { after: `sha256:${"b".repeat(64)}` }],
  [[`Before: sha256:${"a".repeat(64)}`, `after=sha256:${"b".repeat(64)}`], {
    before: `sha256:${"a".repeat(64)}`,
    after: `sha256:${"b".repeat(64)}`,
  }],
  [[`before: sha256:${"a".repeat(64)}`, "done"], { before: `sha256:${"a".repeat(64)}` }],
])("digests that a float's command prints: %j", (lines, digests) => {
  expect(digestsIn(lines)).toEqual(digests);
});
