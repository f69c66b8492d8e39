import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { Branch } from "./pointer.ts";
import { refuseLong, TextError, tooDeep } from "./text-error.ts";

/** A value of a TOML text and where it stands; a table that is put together from several places has the first of them. */
export interface TomlNode extends Branch<TomlNode> {
  start: number;
  end: number;
  /** What it says when it is a text or a number, the number as it is written. */
  scalar?: { value: string; kind: "string" | "number" };
  /** Of a boolean. */
  flag?: boolean;
}

/** Characters, far above what people write; the parser's time grows with the square of the number of keys. */
const longest = 300_000;

/** Finds every value of a text. Raises TextError with the place of what is no TOML 1.1. */
export function scanToml(text: string): TomlNode {
  refuseLong(text, longest);
  // the parser takes no byte order mark
  const offset = text.startsWith("\uFEFF") ? 1 : 0;
  const [{ body }] = parse(text, offset).body;
  const root: TomlNode = { start: 0, end: text.length, members: new Map() };
  for (const part of body) {
    if (part.type === "TOMLKeyValue") add(root, part, offset);
    else {
      const table = part.resolvedKey.reduce((node, name) => childOf(node, name, part.range, offset), root);
      for (const pair of part.body) add(table, pair, offset);
    }
  }
  return root;
}

function parse(text: string, offset: number): AST.TOMLProgram {
  try {
    return parseTOML(text.slice(offset), { tomlVersion: "1.1" });
  } catch (error) {
    if (error instanceof ParseError) throw new TextError("TOML", error.index + offset, error.message);
    if (error instanceof RangeError) throw new TextError("TOML", 0, tooDeep);
    throw error;
  }
}

function add(table: TomlNode, { key, value }: AST.TOMLKeyValue, offset: number): void {
  const names = key.keys.map((part) => part.type === "TOMLBare" ? part.name : part.value);
  const last = names.pop() ?? "";
  const parent = names.reduce((node, name) => childOf(node, name, key.range, offset), table);
  parent.members?.set(last, toNode(value, offset));
}

/** The table of that name, made when it is not there yet. */
function childOf(node: TomlNode, name: string | number, [start, end]: AST.Range, offset: number): TomlNode {
  const made: TomlNode = { start: start + offset, end: end + offset, members: new Map() };
  if (typeof name === "number") {
    // a table that was only named so far is a list of tables
    delete node.members;
    node.items ??= [];
    return node.items[name] ??= made;
  }
  node.members ??= new Map();
  const found = node.members.get(name) ?? made;
  node.members.set(name, found);
  return found;
}

function toNode(value: AST.TOMLContentNode, offset: number): TomlNode {
  const place = { start: value.range[0] + offset, end: value.range[1] + offset };
  if (value.type === "TOMLArray") {
    return { ...place, items: value.elements.map((element) => toNode(element, offset)) };
  }
  if (value.type === "TOMLInlineTable") {
    const table: TomlNode = { ...place, members: new Map() };
    for (const pair of value.body) add(table, pair, offset);
    return table;
  }
  switch (value.kind) {
    case "string":
      return { ...place, scalar: { value: value.value, kind: "string" } };
    case "integer":
    case "float":
      return { ...place, scalar: { value: value.number, kind: "number" } };
    case "boolean":
      return { ...place, flag: value.value };
    default:
      return place;
  }
}
