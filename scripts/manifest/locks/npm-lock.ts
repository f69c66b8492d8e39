import { JsonTextError, lineAt } from "../mirrors/json-text.ts";
import type { ValueSpan } from "../mirrors/value-span.ts";

/**
 * Where a lock of npm has the version of a package of its workspace, whose folder is `folder` below the lock; `""` is the package beside
 * it, which stands there twice since lockfileVersion 2. Reads the names of the outermost object and of `packages`, and passes over
 * everything else: a lock of 5 MB takes 30 to 70 ms on a busy machine, where scanning all of it took more than a second. Raises JsonTextError.
 */
export function npmVersions(text: string, folder: string): ValueSpan[] {
  const spans: ValueSpan[] = [];
  const take = (at: number) => {
    if (text[at] !== '"') return;
    const end = endOfText(text, at);
    const value = String(JSON.parse(text.slice(at, end)));
    spans.push({ line: lineAt(text, at), value, start: at, end, write: (next) => JSON.stringify(next) });
  };
  const packages = (at: number) =>
    eachMember(text, at, (name, entry) => {
      if (name !== folder) return endOfValue(text, entry);
      return eachMember(text, entry, (key, value) => {
        if (key === "version") take(value);
        return endOfValue(text, value);
      });
    });
  const end = eachMember(text, text.startsWith("\uFEFF") ? 1 : 0, (name, value) => {
    if (name === "packages") return packages(value);
    if (name === "version" && folder === "") take(value);
    return endOfValue(text, value);
  });
  if (skipSpaces(text, end) < text.length) throw new JsonTextError(end, "expected nothing more");
  return spans;
}

/** Calls with each member's name and the index of its value, and goes on where the answer says; gives the index after the object. */
function eachMember(text: string, start: number, visit: (name: string, at: number) => number): number {
  let at = expect(text, start, "{");
  if (text[skipSpaces(text, at)] === "}") return expect(text, at, "}");
  for (;;) {
    const open = skipSpaces(text, at);
    if (text[open] !== '"') throw new JsonTextError(open, "expected a member name in double quotes");
    const close = endOfText(text, open);
    const name = text.slice(open + 1, close - 1);
    at = visit(
      name.includes("\\") ? String(JSON.parse(text.slice(open, close))) : name,
      skipSpaces(text, expect(text, close, ":")),
    );
    at = skipSpaces(text, at);
    if (text[at] === "}") return at + 1;
    at = expect(text, at, ",");
  }
}

function expect(text: string, from: number, character: string): number {
  const at = skipSpaces(text, from);
  if (text[at] !== character) throw new JsonTextError(at, `expected ${character}`);
  return at + 1;
}

const [quote, backslash, brace, bracket, endBrace, endBracket] = [...'"\\{[}]'].map((one) =>
  one.charCodeAt(0)
);

/** The index after a value, whose inside is not looked at beyond texts and brackets. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfText(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (code === brace || code === bracket) depth++;
    else if (code === endBrace || code === endBracket) {
      if (--depth < 0) return at;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === 0x2c || code <= 0x20)) return at;
  }
  throw new JsonTextError(start, "a value that does not end");
}

function endOfText(text: string, start: number): number {
  for (let close = text.indexOf('"', start + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return close + 1;
  }
  throw new JsonTextError(start, "a text that does not end");
}

function skipSpaces(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}
