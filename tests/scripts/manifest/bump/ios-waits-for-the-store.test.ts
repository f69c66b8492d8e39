import { describe, expect, test } from "vitest";
import { audit } from "../../../../scripts/manifest/audit.ts";
import { planBump, planStoreBuild } from "../../../../scripts/manifest/bump.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import { definitionOf } from "../../../../scripts/manifest/definition.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { buildOf } from "../../../../scripts/manifest/next-build.ts";
import { pbxprojPath, xcconfigPath, xcodeFiles, type XcodeVariant } from "../../../support/monorepo/xcode.ts";
import { memoryMonorepo, textOf, textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";

const project = (variant: XcodeVariant, build: number) =>
  xcodeFiles(variant, build, "Helper").get(pbxprojPath);

describe("promise 13: the bump edits the project only", () => {
  test.each<XcodeVariant>(["plain", "quoted", "crlf", "bom"])("%s", async (xcode) => {
    const nine = await memoryMonorepo({ xcode });
    expect(textsOf(await planBump(nine, "ios", 115))).toEqual({ [pbxprojPath]: project(xcode, 115) });
  });

  test("xcconfig", async () => {
    const nine = await memoryMonorepo({ xcode: "xcconfig" });
    const edits = textsOf(await planBump(nine, "ios", 115));
    expect(edits).toEqual({ [xcconfigPath]: (await textOf(nine, xcconfigPath)).replace("114", "115") });
  });

  test("without a mirror that the store decides there is nothing to archive with", async () => {
    const nine = await memoryMonorepo({ edit: ({ components }) => components.ios.mirrors = [] });
    await expect(planBump(nine, "ios", 115)).rejects.toMatchObject({ code: "mirror_missing", exitCode: 5 });
  });
});

describe("promise 6: 114 was requested, the store processed 115", () => {
  test("version.json says 113 until the store's word, then it and all six lines say 115", async () => {
    const before = await memoryMonorepo({ edit: (draft) => draft.components.ios.build = 113 });
    const archived = await withEdits(before, await planBump(before, "ios", 114));
    expect(archived.text).toBe(before.text);
    expect(await textOf(archived, pbxprojPath)).toBe(project("plain", 114));
    expect(await check(archived)).toMatchObject({ findings: [], notices: ["ios: in flight 113 → 114"] });

    const confirmed = await withEdits(archived, await planStoreBuild(archived, "ios", 115));
    expect(confirmed.manifest.components.ios?.build).toBe(115);
    expect(await textOf(confirmed, pbxprojPath)).toBe(project("plain", 115));
    expect(await check(confirmed)).toEqual({ findings: [], notices: [] });
    expect(await textOf(confirmed, "README.md")).toContain("(115)");
  });

  test("the store's word counts even when the lines were ahead of it, and is never lower than version.json", async () => {
    const nine = await memoryMonorepo();
    const ahead = await withEdits(nine, await planBump(nine, "ios", 130));
    const confirmed = await withEdits(ahead, await planStoreBuild(ahead, "ios", 120));
    expect(await textOf(confirmed, pbxprojPath)).toBe(project("plain", 120));
    expect(confirmed.manifest.build).toBe(131);
    await expect(planStoreBuild(nine, "ios", 113)).rejects.toMatchObject({ code: "build_not_higher" });
  });

  test("a marketing version of the store's goes with it", async () => {
    const mirrors = (count: number) => [
      { type: "pbxproj", file: pbxprojPath, key: "CURRENT_PROJECT_VERSION", value: "build", count: 6 },
      { type: "pbxproj", file: pbxprojPath, key: "MARKETING_VERSION", value: "version", count },
    ];
    const nine = await memoryMonorepo({ edit: ({ components }) => components.ios.mirrors = mirrors(6) });
    const archived = await withEdits(nine, await planBump(nine, "ios", 115, "1.1"));
    expect((await textOf(archived, pbxprojPath)).match(/MARKETING_VERSION = 1\.1;/g)).toHaveLength(6);
    expect((await check(archived)).findings).toEqual([]);
    const confirmed = await withEdits(archived, await planStoreBuild(archived, "ios", 115, "1.1"));
    expect(confirmed.manifest.components.ios).toMatchObject({ build: 115, version: "1.1" });
    await expect(planBump(archived, "ios", 116, "1.0")).rejects.toMatchObject({ code: "build_not_higher" });
  });
});

test("a lower version never overwrites a higher one; an equal one, however it is written, is none", async () => {
  const nine = await memoryMonorepo({ edit: ({ components: { ios } }) => void (ios.version = "1.1") });
  await expect(planStoreBuild(nine, "ios", 115, "1.0.9")).rejects.toMatchObject({
    code: "version_not_higher",
    exitCode: 5,
  });
  expect(await planStoreBuild(nine, "ios", 115, "1.1.0")).not.toEqual([]);
});

test("whatever comes from a store waits for its word: a Mac app's bump leaves version.json alone", async () => {
  const files = Object.fromEntries(xcodeFiles("plain", 114, "Helper"));
  const nine = await memoryMonorepo({
    edit: ({ components: { ios } }) => void (ios.kind = "desktop"),
    files,
  });
  expect(textsOf(await planBump(nine, "ios", 115))).toEqual({ [pbxprojPath]: project("plain", 115) });
});

test("builds go up to 2^53 − 1", async () => {
  const nine = await memoryMonorepo();
  const bumped = await withEdits(nine, await planBump(nine, "ios", 202611270105));
  expect((await check(bumped)).findings).toEqual([]);
  const confirmed = await withEdits(bumped, await planStoreBuild(bumped, "ios", 202611270105));
  expect([confirmed.manifest.build, await buildOf(confirmed, "ios")]).toEqual([202611270105, 202611270105]);
});

test("the next build of an app is one more than the lines say, not than version.json", async () => {
  const nine = await memoryMonorepo();
  const archived = await withEdits(nine, await planBump(nine, "ios", 118));
  expect([await buildOf(nine, "ios"), await buildOf(archived, "ios"), await buildOf(archived, "docs")])
    .toEqual([114, 118, 41]);
  await expect(planBump(archived, "ios", 117)).rejects.toMatchObject({
    code: "build_not_higher",
    exitCode: 5,
  });
});

test("promise 5: a web ship raises the top build to 117 and nobody hears of an iOS build 117", async () => {
  const before = await memoryMonorepo({
    components: ["ios", "marketing"],
    edit: (draft) =>
      Object.assign(
        draft,
        { build: 116 },
        draft.components.ios.build = 116,
        draft.components.marketing.build = 116,
      ),
  });
  const after = await withEdits(before, await planBump(before, "marketing", 117));
  expect(parseManifest(after.text)).toMatchObject({
    build: 117,
    components: { ios: { build: 116 }, marketing: { build: 117 } },
  });
  expect(definitionOf(after.manifest)).toMatchObject({ components: { ios: { build: 116 } } });
  expect(definitionOf(after.manifest)).not.toHaveProperty("build");
  expect(await textOf(after, pbxprojPath)).toBe(await textOf(before, pbxprojPath));
  expect(
    await audit(
      after,
      new Map([["ios", { build: 116, rolledBackFrom: null, rolling: null }], ["marketing", {
        build: 117,
        rolledBackFrom: null,
        rolling: null,
      }]]),
    ),
  )
    .toEqual({ findings: [], notices: [] });
});

test.each([5, 7])("promise 8: %i lines are refused, and nothing is planned", async (count) => {
  const text = project("plain", 114) ?? "";
  const line = "\t\t\t\tCURRENT_PROJECT_VERSION = 114;\n";
  const wrong = count === 5 ? text.replace(line, "") : text.replace(line, line + line);
  const nine = await memoryMonorepo({ files: { [pbxprojPath]: wrong } });
  await expect(planBump(nine, "ios", 115)).rejects.toMatchObject({
    code: "pbxproj_count_wrong",
    exitCode: 5,
  });
  await expect(planStoreBuild(nine, "ios", 115)).rejects.toMatchObject({
    code: "pbxproj_count_wrong",
    exitCode: 5,
  });
  expect((await check(nine)).findings.map(({ code }) => code)).toEqual(["pbxproj_count_wrong"]);
});

test("promise 8: no line at all names the xcconfig file that carries the setting", async () => {
  const { tree } = await memoryMonorepo({ xcode: "xcconfig" });
  const nine = await memoryMonorepo({
    files: {
      [pbxprojPath]: await tree.read(pbxprojPath) ?? "",
      [xcconfigPath]: await tree.read(xcconfigPath) ?? "",
    },
  });
  const { findings } = await check(nine);
  expect(findings.map(({ code }) => code)).toEqual(["pbxproj_count_wrong"]);
  expect(findings[0]?.hint).toContain(xcconfigPath);
});

test("promise 8: dotted builds are refused, each line named", async () => {
  const nine = await memoryMonorepo({
    files: { [pbxprojPath]: (project("plain", 114) ?? "").replaceAll("= 114;", "= 114.2;") },
  });
  const error = await planBump(nine, "ios", 115).catch((error) => error);
  expect(error.findings.map(({ code }: { code: string }) => code)).toEqual(Array(6).fill("build_dotted"));
  // 115 is above 114.2 for every store
  expect(error.findings[0].hint).toContain("115");
});
