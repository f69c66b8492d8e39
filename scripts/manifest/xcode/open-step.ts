import { endOfQuoted, skipSpaceAndComments } from "../text-scan.ts";

/** A value of a property list in OpenStep form, as project.pbxproj is one. It has exactly one of text, members and items. */
export interface PlistNode {
  /** Index of its first character in the text. */
  start: number;
  text?: string;
  members?: Map<string, PlistNode>;
  items?: PlistNode[];
}

/** Xcode needs five levels; each is a call on the stack. */
const maxDepth = 100;
const plain = /[\w$/:.+~@-]+/y;
const data = /<[0-9a-fA-F\s]*>/y;

/** Reads it; undefined when it is none. Only for reading: edits are made at the place of a value, see `pbxproj.ts`. */
export function readOpenStep(text: string): PlistNode | undefined {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const takeQuoted = (): string | undefined => {
    const end = endOfQuoted(text, at, true);
    const found = end === -1 ? undefined : text.slice(at, end);
    if (found !== undefined) at = end;
    return found;
  };
  const next = (): string | undefined => {
    at = skipSpaceAndComments(text, at);
    return text[at];
  };
  const expect = (character: string) => {
    if (next() !== character) throw new SyntaxError(`expected ${character} at ${at}`);
    at++;
  };
  const word = (): string => {
    const found = next() === '"' ? takeQuoted() : take(plain) ?? take(data);
    if (found === undefined) throw new SyntaxError(`expected a value at ${at}`);
    return found.startsWith('"') ? found.slice(1, -1).replace(/\\([\s\S])/g, "$1") : found;
  };
  const value = (depth = 0): PlistNode => {
    if (depth > maxDepth) throw new SyntaxError(`too deep at ${at}`);
    const opening = next();
    const start = at;
    if (opening === "{") {
      at++;
      const members = new Map<string, PlistNode>();
      while (next() !== "}") {
        const name = word();
        expect("=");
        members.set(name, value(depth + 1));
        expect(";");
      }
      at++;
      return { start, members };
    }
    if (opening === "(") {
      at++;
      const items: PlistNode[] = [];
      while (next() !== ")") {
        items.push(value(depth + 1));
        if (next() !== ")") expect(",");
      }
      at++;
      return { start, items };
    }
    return { start, text: word() };
  };
  try {
    return value();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
