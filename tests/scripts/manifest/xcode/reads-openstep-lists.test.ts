import { expect, test } from "vitest";
import { type PlistNode, readOpenStep } from "../../../../scripts/manifest/xcode/open-step.ts";
import { xcodeFiles } from "../../../support/monorepo/xcode.ts";

/** What a list says, without the places of its values. */
function valuesOf(node: PlistNode | undefined): unknown {
  if (node?.members === undefined) return node?.items?.map(valuesOf) ?? node?.text;
  return Object.fromEntries([...node.members].map(([key, member]) => [key, valuesOf(member)]));
}

test("dictionaries, lists, quotes, escapes, data and comments", () => {
  const text = `// !$*UTF8*$!
{ a = (1, "two // no comment", /* three */ three.swift, ); "b\\"c" = { d = "\\n\\t"; e = <0f 0f>; }; f = 'g'; h = (); }`;
  expect(valuesOf(readOpenStep(text))).toEqual({
    a: ["1", "two // no comment", "three.swift"],
    'b"c': { d: "\n\t", e: "<0f 0f>" },
    f: "g",
    h: [],
  });
});

test.each(["plain", "crlf", "bom"] as const)("a project that Xcode wrote: %s", (variant) => {
  const text = xcodeFiles(variant, 3, "Helper").get("ios/Helper.xcodeproj/project.pbxproj") ?? "";
  expect(valuesOf(readOpenStep(text))).toMatchObject({ objectVersion: "77", objects: expect.any(Object) });
});

test.each([
  "",
  "{",
  "{ a = 1 }",
  "( a b )",
  "{ a = 1; } more",
  '{ a = "1; }',
  "{ = 1; }",
  "<<<<<<< HEAD\n{}",
])(
  "what is none is not guessed at: %j",
  (text) => {
    expect(readOpenStep(text)).toBeUndefined();
  },
);
