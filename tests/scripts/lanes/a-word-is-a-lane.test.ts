import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fastlaneFolder, isLaneName, pinsFastlane } from "../../../scripts/lanes/lane.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { createMonorepo } from "../../support/monorepo.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";

test.each([["beta", true], ["build_app", true], ["fastlane beta", false], ["./build.sh", false], [
  "true; x",
  false,
]])(
  "%s: a lane is %s",
  (line, is) => expect(isLaneName(line)).toBe(is),
);

test("fastlane is started where the Fastfile is: at the root, or in a folder of the component", async () => {
  const repo = await createMonorepo({ remote: false });
  onTestFinished(() => repo.stop());
  const context = { ...await loadWorkspace(repo.root), component: "ios" };
  expect(fastlaneFolder(context)).toBe("");
  await repo.write("ios/fastlane/Fastfile", "lane :beta do\nend\n");
  expect(fastlaneFolder(context)).toBe("ios");
  await repo.write("fastlane/Fastfile", "lane :beta do\nend\n");
  expect(fastlaneFolder(context)).toBe("");
});

test("the nearest Gemfile decides whether the project pins its fastlane", async () => {
  const root = await makeTempDir("slipway-gemfile-");
  onTestFinished(() => removeDir(root));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  expect(pinsFastlane(root, "ios")).toBe(false);
  await write("Gemfile", 'source "https://rubygems.org"\ngem "fastlane", "2.237.0"\n');
  expect(pinsFastlane(root, "ios")).toBe(true);
  await write("ios/Gemfile", '# gem "fastlane"\ngem "cocoapods"\n');
  expect(pinsFastlane(root, "ios")).toBe(false);
});
