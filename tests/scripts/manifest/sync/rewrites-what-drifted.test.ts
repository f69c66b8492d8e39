import { describe, expect, test } from "vitest";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { planSync } from "../../../../scripts/manifest/sync.ts";
import { pbxprojPath, xcodeFiles } from "../../../support/monorepo/xcode.ts";
import { memoryMonorepo, textOf, textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";

const project = (build: number, name = "Helper") => xcodeFiles("plain", build, name).get(pbxprojPath) ?? "";
/** Another number in one of the six lines. */
const oneLine = (from: number, to: number) => project(from).replace(`N = ${from};`, `N = ${to};`);

test("promise 14: every mirror, the display name and the top build; the second run changes nothing", async () => {
  const nine = await memoryMonorepo({
    edit: (draft) => {
      draft.build = 99;
      draft.components.ios.name = "My Helper";
    },
    files: {
      "web/docs/package.json": '{\r\n\t"build": "3",\r\n}\r\n',
      "busybro/package.json": '{"build":13}',
      [pbxprojPath]: project(113),
    },
  });
  const { edits, findings } = await planSync(nine);
  const texts = textsOf(edits);
  expect(texts).toEqual({
    "version.json": nine.text.replace('"build": 99', '"build": 131'),
    "web/docs/package.json": '{\r\n\t"build": "41",\r\n}\r\n',
    "busybro/package.json": '{"build":12}',
    [pbxprojPath]: project(114, "My Helper"),
  });
  expect(findings.map(({ code }) => code).sort()).toEqual([
    ...Array(10).fill("mirror_drift"),
    "top_build_wrong",
  ]);
  const after = await withEdits(nine, edits);
  expect(await planSync(after)).toMatchObject({ edits: [], findings: [] });
});

test("promise 15: each finding names file, line and component", async () => {
  const nine = await memoryMonorepo({ files: { "web/docs/package.json": '{\n  "build": 3\n}' } });
  const { findings } = await planSync(nine);
  expect(findings).toEqual([
    expect.objectContaining({ code: "mirror_drift", file: "web/docs/package.json", component: "docs" }),
  ]);
  expect(findings[0]?.message).toMatch(/^web\/docs\/package\.json:2: .*\b3\b.*\b41\b/);
});

describe("what the store decides", () => {
  test("is never lowered, and is no drift while its lines agree", async () => {
    const nine = await memoryMonorepo({ files: { [pbxprojPath]: project(115) } });
    const plan = await planSync(nine);
    expect(plan).toMatchObject({ edits: [], findings: [] });
    expect(plan.inFlight).toEqual(new Map([["ios", "114 → 115"]]));
  });

  test("is raised to version.json when it is behind", async () => {
    const nine = await memoryMonorepo({ files: { [pbxprojPath]: project(112) } });
    expect(textsOf((await planSync(nine)).edits)).toEqual({ [pbxprojPath]: project(114) });
  });

  test("is drift when one line disagrees, and then all become the highest", async () => {
    const nine = await memoryMonorepo({ files: { [pbxprojPath]: oneLine(115, 114) } });
    const { edits, findings, inFlight } = await planSync(nine);
    expect(findings.map(({ code }) => code)).toEqual(["mirror_drift"]);
    expect(inFlight.size).toBe(0);
    expect(textsOf(edits)).toEqual({ [pbxprojPath]: project(115) });
  });

  test("of a mirror that version.json decides there is no such grace", async () => {
    const nine = await memoryMonorepo({
      edit: ({ components }) =>
        Object.assign(Array.isArray(components.ios.mirrors) ? components.ios.mirrors[0] : {}, {
          authority: "manifest",
        }),
      files: { [pbxprojPath]: project(115) },
    });
    expect((await planSync(nine)).findings).toHaveLength(6);
  });
});

test("what can't be written is a finding of its own, and the rest is still planned", async () => {
  const nine = await memoryMonorepo({
    xcode: "xcconfig",
    edit: ({ components }) =>
      Object.assign(components.ios, {
        name: "A // B",
        mirrors: [{ type: "xcconfig", file: "ios/Config/Name.xcconfig", key: "APP_NAME", value: "name" }],
      }),
    files: {
      "ios/Config/Name.xcconfig": "APP_NAME = Helper\n",
      "web/docs/package.json": new Uint8Array([0xff, 0xfe, 0x7b]),
      "web/status/package.json": '{"build": 1}',
    },
  });
  const { edits, findings } = await planSync(nine);
  expect(Object.keys(textsOf(edits))).toEqual(["web/status/package.json"]);
  expect(findings.map(({ code, component }) => [code, component]).sort()).toEqual([
    ["mirror_drift", "status"],
    ["mirror_missing", "docs"],
    ["mirror_missing", "ios"],
  ]);
});

test("promise 12: a bump that was cut off after any of its files converges with the next sync or the next bump", async () => {
  const nine = await memoryMonorepo();
  const edits = await planBump(nine, "docs", 42);
  const ordered = [
    ...edits.filter(({ path }) => path !== "version.json"),
    ...edits.filter(({ path }) => path === "version.json"),
  ];
  const whole = await withEdits(nine, edits);
  for (let count = 1; count < ordered.length; count++) {
    const cut = await withEdits(nine, ordered.slice(0, count));
    const synced = await withEdits(cut, (await planSync(cut)).edits);
    expect(await textOf(synced, "web/docs/package.json")).toBe(await textOf(nine, "web/docs/package.json"));
    const again = await withEdits(cut, await planBump(cut, "docs", 42));
    for (const path of Object.keys(textsOf(edits))) {
      expect(await textOf(again, path)).toBe(await textOf(whole, path));
    }
  }
});
