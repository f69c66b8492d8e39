import { describe, expect, test } from "vitest";
import { check } from "../../../../scripts/manifest/check.ts";
import { globMatcher, whyNoGlob } from "../../../../scripts/manifest/glob.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { scanJson } from "../../../../scripts/manifest/mirrors/json-text.ts";
import { findPbxproj } from "../../../../scripts/manifest/mirrors/pbxproj.ts";
import { findXcconfig } from "../../../../scripts/manifest/mirrors/xcconfig.ts";
import { lineBeforeTable } from "../../../../scripts/manifest/readme-first.ts";
import { readOpenStep } from "../../../../scripts/manifest/xcode/open-step.ts";
import { expand, isLinked } from "../../../../scripts/manifest/xcode/resolve.ts";
import { readXcconfig } from "../../../../scripts/manifest/xcode/xcconfig-layer.ts";
import { memoryMonorepo } from "../../../support/monorepo/in-memory.ts";
import { pbxprojPath } from "../../../support/monorepo.ts";

// What took minutes or the whole stack takes a blink: the limit of a test is far above that and far below the other.
describe("globs", () => {
  test.each([
    ["*", "a", true],
    ["*", "a/b", true],
    ["a/*/c", "a/b/c", true],
    ["a/*/c", "a/b/b/c", false],
    ["a/**/c", "a/c", true],
    ["a/**/c", "a/b/b/c/d", true],
    ["**/*.ts", "x.ts", true],
    ["**/*.ts", "a/.b/x.ts", true],
    ["**/*.ts", "a/x.tsx", false],
    ["?.ts", "a.ts", true],
    ["?.ts", "ab.ts", false],
    ["{a,b/c}/d", "b/c/d/e", true],
    ["{a,b}", "c", false],
    ["{a}/*", "{a}/x", true],
    ["[ab]/*", "[ab]/x", true],
    ["[ab]/*", "a/x", false],
    ["a*a*b", "aaaab", true],
    ["*.t?*", "a.ts", true],
  ])("%s and %s: %s", (pattern, path, isMatch) => expect(globMatcher(pattern)(path)).toBe(isMatch));

  test.each(["*".repeat(17), "**/".repeat(17), "?*".repeat(9), "{a,b}".repeat(7), `{${"a,".repeat(70)}}`])(
    "%s is refused",
    (pattern) => expect(whyNoGlob(pattern)).not.toBeNull(),
  );

  test("the worst that is allowed", () => {
    const path = "a".repeat(100_000);
    expect(globMatcher(`${"*a".repeat(15)}*b`)(path)).toBe(false);
    expect(globMatcher(`${"**/a/".repeat(15)}b`)("a/".repeat(20_000))).toBe(false);
  });

  test("version.json names one that is refused", async () => {
    const { text } = await memoryMonorepo({ components: ["docs"] });
    const manifest = JSON.parse(text);
    manifest.components.docs.paths = ["*a".repeat(40)];
    expect(() => parseManifest(JSON.stringify(manifest))).toThrow(
      expect.objectContaining({ message: expect.stringContaining("wildcards") }),
    );
  });
});

describe("files", () => {
  const spaces = " ".repeat(30_000_000);

  test("an xcconfig of spaces", async () => {
    expect(findXcconfig(`A = 1${spaces}x`, "A")[0]?.value.length).toBe(spaces.length + 2);
    expect(findXcconfig(`A${spaces}`, "A")).toEqual([]);
    const layer = await readXcconfig(() => Promise.resolve(`A = 1${spaces}x\n${spaces}`), "a", "");
    expect(layer.assignments).toHaveLength(1);
  });

  test("a project of spaces, of quotes that never close and of many settings", () => {
    expect(findPbxproj(`A =${spaces}`, "A")).toEqual([]);
    expect(findPbxproj('A = "x\n'.repeat(300_000), "A")).toEqual([]);
    expect(findPbxproj(`A = "${"x".repeat(3_000_000)}";`, "A")).toHaveLength(1);
    expect(findPbxproj("A = 1;\n".repeat(300_000), "A").at(-1)?.line).toBe(300_000);
    expect(readOpenStep(`{${spaces}}`)?.members?.size).toBe(0);
    expect(readOpenStep("//\n".repeat(1_000_000) + "{}")?.members?.size).toBe(0);
  });

  test("brackets within brackets are refused", () => {
    expect(readOpenStep("(".repeat(300_000))).toBeUndefined();
    expect(() => scanJson("[".repeat(300_000))).toThrow("within each other");
    expect(() => parseManifest(`${"[".repeat(300_000)}${"]".repeat(300_000)}`)).toThrow(
      expect.objectContaining({ code: "manifest_invalid" }),
    );
  });

  test("JSON of spaces, of one long text and of comments", () => {
    expect(scanJson(`${spaces}{}`).members?.size).toBe(0);
    expect(scanJson(`["${"x".repeat(10_000_000)}"]`).items).toHaveLength(1);
    expect(() => scanJson("/*".repeat(1_000_000))).toThrow("expected a value");
  });

  test("version.json with a hundred thousand faults names the first of them", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `"x${index}": 1`).join(",");
    expect(() => parseManifest(`{${many}}`)).toThrow(
      expect.objectContaining({ findings: expect.objectContaining({ length: 201 }) }),
    );
  });

  test("includes that double with every step, and settings that do", async () => {
    const read = (path: string) => {
      const step = Number(/\d+/.exec(path)?.[0]);
      return Promise.resolve(`#include "${step + 1}.x"\n#include "${step + 1}.x"\n`);
    };
    expect((await readXcconfig(read, "0.x", "")).isPartial).toBe(true);
    const assignments = Array.from({ length: 60 }, (_, step) => ({
      name: `S${step}`,
      key: `S${step}`,
      conditions: [],
      value: `$(S${step + 1})$(S${step + 1})`,
    }));
    const circle = { name: "C", key: "C", conditions: [], value: "x$(D)" };
    const back = { name: "D", key: "D", conditions: [], value: "y$(C)" };
    const configuration = {
      name: "R",
      layers: [{ assignments: [...assignments, circle, back], isPartial: false }],
    };
    expect(expand("$(S0)", configuration)).toBeUndefined();
    expect(expand("$(C)", configuration)).toBeUndefined();
    expect(isLinked("$(a:".repeat(1_000_000))).toBe(false);
  });

  test("comments of a README that never close", () => {
    const readme = `${"<!--".repeat(500_000)}\n\n<!-- VERSION:table -->\n<!-- /VERSION:table -->\n`;
    expect(lineBeforeTable(readme)).not.toBeUndefined();
  });

  test("check answers", async () => {
    const workspace = await memoryMonorepo({
      files: {
        [pbxprojPath]: `CURRENT_PROJECT_VERSION =${" ".repeat(10_000_000)}`,
        "README.md": "<!--".repeat(2_000_000),
      },
    });
    expect((await check(workspace)).findings.map(({ code }) => code)).toContain("pbxproj_count_wrong");
  });
});
