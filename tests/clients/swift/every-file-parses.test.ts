import { describe, expect, test } from "vitest";
import type { Node } from "web-tree-sitter";
import { placeOf, swiftFiles, swiftReader } from "./grammar.ts";

const read = await swiftReader();
const problems = (text: string) => problemsIn(read(text)).map(placeOf);

function problemsIn(node: Node): Node[] {
  if (!node.hasError && !node.isMissing) return [];
  return node.isError || node.isMissing ? [node] : node.children.flatMap(problemsIn);
}

describe("Swift", () => {
  test.each([...swiftFiles()])("%s parses", (_, text) => {
    expect(problems(text)).toEqual([]);
  });

  test("there is a package, a client, its views, the one over supabase-swift, and an app", () => {
    expect([...swiftFiles().keys()]).toEqual(expect.arrayContaining([
      "clients/swift/Package.swift",
      "clients/swift/Sources/SlipwayUpdates/UpdateClient.swift",
      "clients/swift/Sources/SlipwayUpdatesUI/UpdateBanner.swift",
      "clients/swift/Supabase/Sources/SlipwayUpdatesSupabase/SupabaseTransport.swift",
      "clients/swift/Examples/AppDelegate.swift",
    ]));
  });

  test.each([
    ["a brace that is not closed", "func a() { if b { c() }"],
    ["a word too many", "public let let a = 1"],
    ["half a call", "let a = b(c, "],
    ["a string that does not end", 'let a = "b'],
  ])("a broken file is noticed: %s", (_, text) => {
    expect(problems(text)).not.toEqual([]);
  });
});
