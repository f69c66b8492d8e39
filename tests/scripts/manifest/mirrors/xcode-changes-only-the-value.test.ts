import { describe, expect, test } from "vitest";
import { findPbxproj } from "../../../../scripts/manifest/mirrors/pbxproj.ts";
import { rewrite } from "../../../../scripts/manifest/mirrors/value-span.ts";
import { findXcconfig } from "../../../../scripts/manifest/mirrors/xcconfig.ts";
import { pbxprojPath, xcodeFiles, type XcodeVariant } from "../../../support/monorepo/xcode.ts";

const project = (variant: XcodeVariant, build: number, name = "Helper") =>
  xcodeFiles(variant, build, name).get(pbxprojPath) ?? "";
const key = "CURRENT_PROJECT_VERSION";

describe("pbxproj", () => {
  test.each<XcodeVariant>(["plain", "quoted", "crlf", "bom"])(
    "promise 8: six lines change together, %s",
    (variant) => {
      const before = project(variant, 114);
      const spans = findPbxproj(before, key);
      expect(spans.map(({ value }) => value)).toEqual(Array(6).fill("114"));
      expect(rewrite(before, spans, "115")).toBe(project(variant, 115));
    },
  );

  test("line numbers count from 1", () => {
    const text = project("crlf", 114);
    for (const { line } of findPbxproj(text, key)) expect(text.split("\n")[line - 1]).toContain(key);
  });

  test("neither longer names, conditional settings, scripts nor comments are the setting", () => {
    const text = [
      "\t\t\t\tMY_CURRENT_PROJECT_VERSION = 1;",
      "\t\t\t\tCURRENT_PROJECT_VERSION_SUFFIX = 2;",
      '\t\t\t\t"CURRENT_PROJECT_VERSION[sdk=iphoneos*]" = 3;',
      '\t\t\tshellScript = "CURRENT_PROJECT_VERSION = 4;\\n";',
      "\t\t\t\t/* CURRENT_PROJECT_VERSION = 5; */",
      "\t\t\t\tCURRENT_PROJECT_VERSION = 6;",
    ].join("\n");
    expect(findPbxproj(text, key).map(({ value }) => value)).toEqual(["6"]);
  });

  test.each([["Helper", '"Mein Gerät"', "Mein Gerät"], ['"Old"', '"New"', "New"], [
    '"A;\\"B\\\\"',
    '"C\\"\\\\D"',
    'C"\\D',
  ]])(
    "promise 14: a display name gets the quotes it needs: %s",
    (before, after, value) => {
      const line = (raw: string) => `\t\t\t\tINFOPLIST_KEY_CFBundleDisplayName = ${raw};\n`;
      const spans = findPbxproj(line(before), "INFOPLIST_KEY_CFBundleDisplayName");
      const changed = rewrite(line(before), spans, value);
      expect(changed).toBe(line(after));
      expect(findPbxproj(changed, "INFOPLIST_KEY_CFBundleDisplayName")[0]?.value).toBe(value);
    },
  );
});

describe("xcconfig", () => {
  test.each([
    [
      "a comment after it",
      "CURRENT_PROJECT_VERSION = 114 // rises\n",
      "CURRENT_PROJECT_VERSION = 115 // rises\n",
    ],
    [
      "no spaces, CRLF",
      "A = 1\r\nCURRENT_PROJECT_VERSION=114\r\nB = 2\r\n",
      "A = 1\r\nCURRENT_PROJECT_VERSION=115\r\nB = 2\r\n",
    ],
    ["a BOM", "\ufeffCURRENT_PROJECT_VERSION = 114", "\ufeffCURRENT_PROJECT_VERSION = 115"],
    ["quotes", 'CURRENT_PROJECT_VERSION = "114"\n', 'CURRENT_PROJECT_VERSION = "115"\n'],
    [
      "others that look like it",
      "// CURRENT_PROJECT_VERSION = 1\nCURRENT_PROJECT_VERSION[sdk=iphoneos*] = 2\nX_CURRENT_PROJECT_VERSION = 3\nCURRENT_PROJECT_VERSION = 114\n",
      "// CURRENT_PROJECT_VERSION = 1\nCURRENT_PROJECT_VERSION[sdk=iphoneos*] = 2\nX_CURRENT_PROJECT_VERSION = 3\nCURRENT_PROJECT_VERSION = 115\n",
    ],
  ])("promise 7: %s", (_, before, after) => {
    const spans = findXcconfig(before, key);
    expect(spans.map(({ value }) => value)).toEqual(["114"]);
    expect(rewrite(before, spans, "115")).toBe(after);
  });
});
