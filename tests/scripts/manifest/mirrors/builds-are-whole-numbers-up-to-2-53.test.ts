import { describe, expect, test } from "vitest";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { planSync } from "../../../../scripts/manifest/sync.ts";
import { textsOf } from "../../../support/monorepo/in-memory.ts";
import { memoryWorkspace } from "../../../support/memory-tree.ts";

const highest = Number.MAX_SAFE_INTEGER;
const component = (build: unknown) => ({
  name: "Web",
  kind: "web",
  build,
  paths: ["."],
  mirrors: [
    { type: "json", file: "package.json", key: "/build", value: "build" },
    { type: "xcconfig", file: "app.xcconfig", key: "APP_BUILD", value: "build" },
  ],
});
const manifest = (build: unknown) =>
  JSON.stringify({ name: "x", build, components: { web: component(build) } });
const workspace = (build: number, inFile: string) =>
  memoryWorkspace({
    "version.json": manifest(build),
    "package.json": `{ "build": ${inFile} }\n`,
    "app.xcconfig": `APP_BUILD = ${inFile}\n`,
    "README.md":
      "<!-- VERSION:banner --><!-- /VERSION:banner -->\n<!-- VERSION:table --><!-- /VERSION:table -->\n",
  });

test.each([0, 2_147_483_648, 202_611_270_105, highest])("version.json takes %d", (build) => {
  expect(parseManifest(manifest(build)).build).toBe(build);
});

test.each([highest + 1, -1, 1.5, "7"])("and not %j", (build) => {
  expect(() => parseManifest(manifest(build))).toThrow(expect.objectContaining({ code: "manifest_invalid" }));
});

test("a build by date is raised in every mirror, digit by digit", async () => {
  const edits = textsOf(
    await planBump(await workspace(202_611_270_105, "202611270105"), "web", 202_611_270_106),
  );
  expect(edits["package.json"]).toBe('{ "build": 202611270106 }\n');
  expect(edits["app.xcconfig"]).toBe("APP_BUILD = 202611270106\n");
  expect(edits["version.json"]).toContain('"build":202611270106');
});

describe("a value that is no such number is refused, and no lower number is advised", () => {
  test.each([
    ['"1.0.2"', ["build_dotted", "build_dotted"], /docs\/dotted-builds\.md/],
    [
      '"$(OTHER)"',
      ["build_dotted", "mirror_linked"],
      /mirror the (setting of that name|place that sets it)/i,
    ],
    ["9007199254740993", ["build_dotted", "build_dotted"], /^[^3]*docs\/dotted-builds\.md/],
  ])("%s", async (inFile, codes, hint) => {
    const { findings, edits } = await planSync(await workspace(3, inFile));
    expect(findings.map(({ code }) => code)).toEqual(codes);
    for (const finding of findings) expect(finding.hint).toMatch(hint);
    expect(edits).toEqual([]);
  });
});
