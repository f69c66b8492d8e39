import { openCursor } from "../text-cursor.ts";

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
const plain = /[^\s{}()=;,"'<>]+/y;
const data = /<[0-9a-fA-F\s]*>/y;

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

/**
 * Reads it; undefined when it is none. Only for reading: edits are made at the place of a value, see `pbxproj.ts`. (Of npm's parsers one is
 * an alpha with three dependencies, the others are abandoned or grammars of half a megabyte; the format has four kinds of tokens.)
 */
export function readOpenStep(text: string): PlistNode | undefined {
  const cursor = openCursor(text);
  const expect = (character: string) => {
    if (!cursor.skip(character)) throw new SyntaxError(`expected ${character} at ${cursor.at}`);
  };
  const word = (): string => {
    const quote = cursor.next();
    const isQuoted = quote === '"' || quote === "'";
    const found = isQuoted ? cursor.takeQuoted(true) : cursor.take(plain) ?? cursor.take(data);
    if (found === undefined) throw new SyntaxError(`expected a value at ${cursor.at}`);
    return isQuoted
      ? found.slice(1, -1).replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character)
      : found;
  };
  const value = (depth = 0): PlistNode => {
    if (depth > maxDepth) throw new SyntaxError(`too deep at ${cursor.at}`);
    cursor.next();
    const start = cursor.at;
    if (cursor.skip("{")) {
      const members = new Map<string, PlistNode>();
      while (!cursor.skip("}")) {
        const name = word();
        expect("=");
        members.set(name, value(depth + 1));
        expect(";");
      }
      return { start, members };
    }
    if (cursor.skip("(")) {
      const items: PlistNode[] = [];
      while (!cursor.skip(")")) {
        items.push(value(depth + 1));
        if (cursor.next() !== ")") expect(",");
      }
      return { start, items };
    }
    return { start, text: word() };
  };
  try {
    const root = value();
    return cursor.next() === undefined ? root : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
