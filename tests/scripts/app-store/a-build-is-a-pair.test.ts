import { describe, expect, test } from "vitest";
import type { App } from "../../../scripts/app-store/app.ts";
import { findApp, findAppKey } from "../../../scripts/app-store/app.ts";
import { connectStore } from "../../../scripts/app-store/app-store-connect.ts";
import { readArchiveOutput } from "../../../scripts/app-store/archive-output.ts";
import { findNewest, findNumber } from "../../../scripts/app-store/find-build.ts";
import type { StorePlatform } from "../../../scripts/app-store/platform.ts";
import type { Train } from "../../../scripts/app-store/train.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../support/fastlane/store.ts";
import { memoryMonorepo } from "../../support/monorepo/in-memory.ts";

const signal = new AbortController().signal;

async function openStore(
  builds: [build: number | string, version: string, stage?: string][],
): Promise<TestStore> {
  const on = await startTestStore();
  for (const [build, version, stage = "IN_BETA_TESTING"] of builds) {
    await on.upload(build, { version, stages: [stage] });
  }
  return on;
}

const connect = ({ store, p8 }: TestStore, platform?: StorePlatform) =>
  connectStore({ keyId, issuerId, p8, apiUrl: store.apiUrl }, platform);
const app = async (): Promise<App> => findApp((await memoryMonorepo()).manifest);
const newest = async (on: TestStore, train: Train, floor = 113) =>
  await findNewest(connect(on), await app(), train, floor, signal);
const number = async (on: TestStore, train: Train, build = 115) =>
  await findNumber(connect(on), await app(), train, build, signal);

describe("the newest build", () => {
  test("is of the highest train, whatever the numbers and dates of others are", async () => {
    const on = await openStore([[115, "1.1"], [116, "1.0"], [114, "1.1"]]);
    expect((await newest(on, { least: ["1.0"] })).build).toMatchObject({ version: "1.1", build: 115 });
  });

  test("is never of a lower version than people have", async () => {
    const on = await openStore([[120, "1.0"], [121, "0.9"]]);
    expect((await newest(on, { least: ["1.1"] })).build).toBeNull();
    expect((await newest(on, { least: ["0.0.0", "1.1"] })).build).toBeNull();
    expect((await newest(on, { least: ["1.0.0"] })).build).toMatchObject({ version: "1.0", build: 120 });
  });

  test("is of the train that is known, and of no other", async () => {
    const on = await openStore([[114, "1.0"], [115, "1.1"], [116, "1.2"]]);
    const found = await newest(on, { version: "1.1", least: ["1.0"] });
    expect(found).toMatchObject({ build: { version: "1.1", build: 115 } });
    expect(await newest(on, { version: "1.3", least: ["1.0"] })).toMatchObject({
      build: null,
      elsewhere: { version: "1.2", build: 116 },
    });
  });

  test.each(["INVALID", "FAILED"])("that is %s does not hide the good one below it", async (stage) => {
    const on = await openStore([[114, "1.0"], [115, "1.0"], [116, "1.0", stage], [117, "1.0", stage]]);
    expect(await newest(on, { least: ["1.0"] })).toMatchObject({
      build: { build: 115 },
      broken: [{ build: 117 }, { build: 116 }],
      below: { build: 114 },
    });
  });

  test("that is broken is the answer when there is no other", async () => {
    const on = await openStore([[113, "1.0"], [114, "1.0", "INVALID"]]);
    expect(await newest(on, { least: ["1.0"] })).toMatchObject({ build: { build: 114 }, broken: [] });
  });
});

describe("a number", () => {
  test("that another train has as well is not ours", async () => {
    const on = await openStore([[115, "1.1"], [115, "1.0"]]);
    expect(await number(on, { least: ["1.1"] })).toMatchObject({ version: "1.1" });
    expect(await number(on, { version: "1.0", least: ["1.0"] })).toMatchObject({ version: "1.0" });
    expect(await number(on, { version: "1.2", least: ["1.0"] })).toBeNull();
  });

  test("that several trains have has to be told apart, and the hint says how", async () => {
    const on = await openStore([[115, "1.1"], [115, "1.0"]]);
    await expect(number(on, { least: ["1.0"] })).rejects.toMatchObject({
      code: "store_train_missing",
      exitCode: 5,
      hint: expect.stringContaining("slipway ios confirm --build 115 --train 1.1"),
    });
  });

  test("that only a lower version has is refused; one that nobody has is waited for", async () => {
    const on = await openStore([[115, "1.0"]]);
    await expect(number(on, { least: ["1.1"] })).rejects.toMatchObject({
      code: "version_not_higher",
      exitCode: 5,
    });
    expect(await number(on, { least: ["1.1"] }, 116)).toBeNull();
  });

  test("up to 2^53 − 1 is a number, and a higher one is none of Slipway's", async () => {
    const on = await openStore([[202611270105, "1.0"]]);
    expect(await newest(on, { least: ["1.0"] })).toMatchObject({ build: { build: 202611270105 } });
    expect(await number(on, { least: ["1.0"] }, 202611270105)).toMatchObject({ build: 202611270105 });
    expect(readArchiveOutput(["Successfully finished processing the build 1.0 - 202611270105 for IOS"]))
      .toEqual({ version: "1.0", build: 202611270105 });
    expect(() =>
      readArchiveOutput(["Successfully finished processing the build 1.0 - 9007199254740993 for IOS"])
    )
      .toThrow(expect.objectContaining({ code: "build_dotted" }));
  });
});

describe("a dotted number", () => {
  test("of the newest upload is refused, and the hint names a whole one that is higher", async () => {
    const on = await openStore([[114, "1.0"], ["202.1.3", "1.0"]]);
    await expect(newest(on, { least: ["1.0"] }, 114)).rejects.toMatchObject({
      code: "build_dotted",
      exitCode: 5,
      hint: expect.stringContaining("203"),
    });
  });

  test("of days gone by, or of another train, stands in nobody's way", async () => {
    const on = await openStore([["1.0.2", "1.0"], [114, "1.0"], ["3.1", "0.9"]]);
    expect(await newest(on, { least: ["1.0"] })).toMatchObject({ build: { build: 114 } });
    expect(await newest(on, { least: ["1.0"] }, 114)).toMatchObject({ build: null });
    const other = await openStore([["1.0.3", "1.0"], [114, "1.1"]]);
    expect(await newest(other, { version: "1.1", least: ["1.0"] }, 114)).toMatchObject({ build: null });
    await expect(newest(other, { version: "1.0", least: ["1.0"] }, 114)).rejects.toMatchObject({
      code: "build_dotted",
    });
  });
});

describe("several platforms of one app", () => {
  test("each counts for itself", async () => {
    const on = await startTestStore();
    for (const [build, platform] of [[115, "IOS"], [130, "MAC_OS"], [140, "TV_OS"], [150, "VISION_OS"]]) {
      await on.upload(Number(build), { platform });
    }
    for (
      const [platform, build] of [["IOS", 115], ["MAC_OS", 130], ["TV_OS", 140], ["VISION_OS", 150]] as const
    ) {
      expect((await connect(on, platform).listBuilds(appId)).builds.map((one) => one.build)).toEqual([build]);
      expect(await connect(on, platform).findBuild(appId, build)).toMatchObject({ build });
      expect(await connect(on, platform).findBuild(appId, 114)).toBeNull();
    }
  });

  test.each(
    [[undefined, "ios", "IOS"], [undefined, "desktop", "MAC_OS"], ["tvos", "ios", "TV_OS"], [
      "visionos",
      "ios",
      "VISION_OS",
    ]] as const,
  )("platform %s of a component of kind %s is %s", async (platform, kind, expected) => {
    const { manifest } = await memoryMonorepo({
      edit: ({ components: { ios } }) => {
        Object.assign(ios, { kind });
        ios.store = {
          type: "app-store-connect",
          app_id: appId,
          ...platform === undefined ? {} : { platform },
        };
      },
    });
    expect(findApp(manifest).platform).toBe(expected);
  });

  test.each(
    [["MAC_OS", "MAC_OS"], ["macOS", "MAC_OS"], ["OSX", "MAC_OS"], ["VISION_OS", "VISION_OS"], [
      "xros",
      "VISION_OS",
    ], [
      "TV_OS",
      "TV_OS",
    ]] as const,
  )("fastlane's word for %s is %s's alone", (word, platform) => {
    const lines = [`Successfully finished processing the build 2.0 - 7 for ${word}`];
    expect(readArchiveOutput(lines, platform)).toEqual({ build: 7, version: "2.0" });
    expect(() => readArchiveOutput(lines, "IOS")).toThrow(
      expect.objectContaining({ code: "store_result_missing" }),
    );
  });
});

test("what the store decides needs no store block to be bumped; what nobody decides but version.json is no app", async () => {
  const { manifest } = await memoryMonorepo({ edit: ({ components: { ios } }) => void delete ios.store });
  expect(() => findApp(manifest)).toThrow(expect.objectContaining({ code: "store_missing", exitCode: 2 }));
  expect(findAppKey(manifest)).toBe("ios");
  expect(() => findAppKey(manifest, "docs")).toThrow(
    expect.objectContaining({ code: "app_missing", exitCode: 2 }),
  );
});
