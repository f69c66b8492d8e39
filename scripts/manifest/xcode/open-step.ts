/** A value of a property list in OpenStep form, as project.pbxproj is one. It has exactly one of text, members and items. */
export interface PlistNode {
  /** Index of its first character in the text. */
  start: number;
  text?: string;
  members?: Map<string, PlistNode>;
  items?: PlistNode[];
}

const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const plain = /[^\s{}()=;,"'<>]+/y;
const quoted = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const data = /<[0-9a-fA-F\s]*>/y;

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

/**
 * Reads it; undefined when it is none. Only for reading: edits are made at the place of a value, see `pbxproj.ts`. (Of npm's parsers one is
 * an alpha with three dependencies, the others are abandoned or grammars of half a megabyte; the format has four kinds of tokens.)
 */
export function readOpenStep(text: string): PlistNode | undefined {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const next = (): string | undefined => {
    take(space);
    return text[at];
  };
  const expect = (character: string) => {
    if (next() !== character) throw new SyntaxError(`expected ${character} at ${at}`);
    at++;
  };
  const word = (): string => {
    next();
    const found = take(quoted) ?? take(plain) ?? take(data);
    if (found === undefined) throw new SyntaxError(`expected a value at ${at}`);
    return /^["']/.test(found)
      ? found.slice(1, -1).replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character)
      : found;
  };
  const value = (): PlistNode => {
    const opening = next();
    const start = at;
    if (opening === "{") {
      at++;
      const members = new Map<string, PlistNode>();
      while (next() !== "}") {
        const name = word();
        expect("=");
        members.set(name, value());
        expect(";");
      }
      at++;
      return { start, members };
    }
    if (opening === "(") {
      at++;
      const items: PlistNode[] = [];
      while (next() !== ")") {
        items.push(value());
        if (next() !== ")") expect(",");
      }
      at++;
      return { start, items };
    }
    return { start, text: word() };
  };
  try {
    const root = value();
    return next() === undefined ? root : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
