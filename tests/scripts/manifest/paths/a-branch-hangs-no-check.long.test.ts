import { describe, expect, test } from "vitest";
import { phaseOf } from "../../../../scripts/deploy/migrations/phase.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import { readBlocks } from "../../../../scripts/manifest/docs/markdown-blocks.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { saysTheSame } from "../../../../scripts/migrations/types-text.ts";
import { surveyGo } from "../../../../scripts/setup/find/go.ts";
import { surveyGradle } from "../../../../scripts/setup/find/gradle.ts";
import { readLooseJson } from "../../../../scripts/setup/find/json.ts";
import { surveyPython } from "../../../../scripts/setup/find/python.ts";
import { docsFindings } from "../../../support/docs-workspace.ts";
import { memoryWorkspace } from "../../../support/memory-tree.ts";
import { snapshotOf } from "../../../support/repositories/snapshot.ts";

const lines = "\n".repeat(1_000_000);
const isFree = () => false;

// What took minutes or the whole stack takes a blink or two: the limit of a test is far above that and far below the other.
describe("check", () => {
  test("a script of empty lines", async () => {
    expect(
      await docsFindings({ docs: { scripts: ["scripts"] } }, {
        "scripts/a.sh": `#!/bin/bash\n${lines.slice(100)}`,
      }),
    )
      .toEqual([]);
  });

  test("a script that bash would read for minutes", async () => {
    expect(await docsFindings({ docs: { scripts: ["scripts"] } }, { "scripts/a.sh": lines.repeat(15) }))
      .toEqual([expect.stringContaining("script_invalid scripts/a.sh: it has 15000000 characters")]);
  });

  test("thousands of links to lines of one large file, and thousands that are broken among many files", async () => {
    const links = Array.from(
      { length: 4000 },
      (_, at) => `[a](../big.txt#L${500_000 + at}) [b](gone-${at}.md)\n`,
    );
    const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`many/${at}.txt`, ""]));
    const found = await docsFindings({ docs: { files: ["docs"] } }, {
      "docs/a.md": links.join(""),
      "big.txt": "x\n".repeat(8_000_000),
      ...files,
    });
    expect(found).toHaveLength(4000);
  });

  test("lines of nothing but quotes, lists and backticks", () => {
    const marks = 8_000_000;
    expect(readBlocks(`${">".repeat(marks)} # deep`).headings).toEqual(["deep"]);
    expect(readBlocks(`${"- ".repeat(marks)}\`\`\`\nx\n`).headings).toEqual([]);
    expect(
      readBlocks(`${"> ".repeat(1000)}- 1. \`\`\`sh\n# no heading\n${"> ".repeat(1000)}\`\`\`\n# one`)
        .headings,
    )
      .toEqual(["one"]);
  });

  test("patterns of any number of mirrors take no longer together than a person waits", async () => {
    const mirrors = Array.from({ length: 150 }, (_, at) => (
      { type: "text", file: "slow.txt", regex: `^((?:a+)+)$|x{${at}}`, value: "version" }
    ));
    const components = {
      web: {
        name: "Web",
        kind: "web",
        build: 1,
        version: "1.0.0",
        paths: ["web"],
        mirrors,
      },
    };
    const workspace = await memoryWorkspace({
      "version.json": JSON.stringify({ name: "slow", build: 1, components }),
      "slow.txt": `${"a".repeat(60)}!`,
    });
    const { findings } = await check(workspace);
    const slowOnes = findings.filter(({ file }) => file === "slow.txt");
    expect(slowOnes).toHaveLength(150);
    expect(slowOnes.at(-1)?.message).toContain("was not tried");
  });

  test("values of version.json that are as long as the file may be", () => {
    const long = "a".repeat(8_000_000);
    const web = { name: "Web", kind: "web", build: 1, version: "1.0.0", paths: ["web"] };
    const mirror = { type: "json", file: "a.json", key: `/${long}`, value: "build" };
    for (
      const more of [{ mirrors: [mirror] }, { announce: { alert: { title: long } } }, {
        version: `1${".1".repeat(4_000_000)}`,
      }]
    ) {
      const text = JSON.stringify({ name: "long", build: 1, components: { web: { ...web, ...more } } });
      expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code: "manifest_invalid" }));
    }
  });
});

describe("init", () => {
  test("build files of empty lines and blanks", () => {
    const go = snapshotOf({
      "go.mod": "module a\n",
      "cmd/a/main.go": lines,
      "main.go": "\n\n  package main\n",
    });
    expect(surveyGo(go, [], isFree).candidates).toHaveLength(1);
    const python = snapshotOf({ "setup.py": `${lines}version = "1.2.3"\n` });
    expect(surveyPython(python, [], isFree).candidates[0]?.component.version).toBe("1.2.3");
    const blanks = " ".repeat(1_000_000);
    for (
      const text of [
        `"android.application"\n${lines}versionCode${blanks}\nversionName = "1.2.3"\nversionCode(42)\n`,
        `id("com.android.application")\nversionCode 42\nversionName "1.2.3"\n${"/*".repeat(500_000)}`,
        `${
          "libs.plugins.".repeat(100_000)
        } "a.android.application"\nversionCode = 42\nversionName = "1.2.3"${blanks}\n`,
      ]
    ) {
      const found = surveyGradle(snapshotOf({ "app/build.gradle": text }), {
        isTaken: isFree,
        isInApp: isFree,
      });
      expect(found.candidates.map(({ component: { build, version } }) => ({ build, version })))
        .toEqual([{ build: 42, version: "1.2.3" }]);
    }
    const server = `id("io.ktor.plugin")\n${lines}version${blanks}\nversion = "2.0.0"\n`;
    expect(
      surveyGradle(snapshotOf({ "build.gradle.kts": server }), { isTaken: isFree, isInApp: isFree })
        .candidates[0]
        ?.component.version,
    ).toBe("2.0.0");
  });

  test("settings of comments and quotes that never close", () => {
    for (
      const text of [
        "/*".repeat(1_000_000),
        '"\\'.repeat(1_000_000),
        `"${"\\a".repeat(1_000_000)}`,
        ",".repeat(1_000_000),
      ]
    ) {
      expect(readLooseJson(text)).toBeUndefined();
    }
    expect(readLooseJson('{ // a\n "a//": "/*\\"", /* b */ "b": [1, 2, /* c */ ], }')).toEqual({
      "a//": '/*"',
      b: [1, 2],
    });
  });
});

test("migrations and generated types of blanks and comments", () => {
  const blanks = " ".repeat(1_000_000);
  expect(phaseOf(`-- slipway: contract${blanks}\n`)).toEqual({ phase: "contract" });
  expect(phaseOf(`-- slipway: a${blanks}b\n`)).toMatchObject({ problem: "unknown" });
  expect(saysTheSame("/*a".repeat(1_000_000), "x")).toBe(false);
});
