import { expect, test } from "vitest";
import type { Node } from "web-tree-sitter";
import { placeOf, swiftFiles, swiftReader } from "./grammar.ts";

const read = await swiftReader();
const suspects = ["postfix_expression", "try_expression", "as_operator", "call_expression"];
const traps = ["print", "fatalError", "precondition", "preconditionFailure", "assertionFailure"];

/** What ends a process when it goes wrong, or writes where users look. */
function isTrap(node: Node): boolean {
  const first = node.child(0)?.text;
  return node.type === "postfix_expression" && node.children.at(-1)?.type === "bang" ||
    node.type === "try_expression" && node.text.startsWith("try!") ||
    node.type === "as_operator" && node.text === "as!" ||
    node.type === "call_expression" && first !== undefined && traps.includes(first);
}

const found = (text: string) => read(text).descendantsOfType(suspects).filter(isTrap).map(placeOf);

test.each([...swiftFiles()])("%s unwraps nothing by force, and prints nothing", (_, text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ["let a = b!", ["1: b!"]],
  ["let a = b!.c", ["1: b!"]],
  ["let a = try! b()", ["1: try! b()"]],
  ["let a = b as! C", ["1: as!"]],
  ["func a() {\n  print(b)\n}", ["2: print(b)"]],
  ["let a = b ?? fatalError()", ["1: fatalError()"]],
  ["let a = !b\nlet c = b as? D\nlet e = try? f()\nlet g = h != i", []],
])("of %j it finds %j", (text, expected) => {
  expect(found(text)).toEqual(expected);
});
