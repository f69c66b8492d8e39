import type { Token } from "./gradle-text.ts";

/** A statement that may set something: its last word before the value, and the names around it, outermost first. */
interface Setter {
  /** Index of the word among the tokens. */
  at: number;
  /** Blocks, and what stands before the word with dots: `android`, `productFlavors`, `free`. */
  around: string[];
}

/** Methods whose argument is the name of what their block is about. */
const naming = ["create", "register", "getByName", "named", "maybeCreate"];

/** Parts of a dotted name, and tokens of a call: more than anybody writes. */
const maxParts = 20;
const maxTokens = 100;

/** Every place where one of these words begins a statement, or ends the dotted name that does. */
export function settersOf(tokens: readonly Token[], words: readonly string[]): Setter[] {
  const setters: Setter[] = [];
  const open: { mark: string; names: string[] }[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === "mark") {
      if (token.text === "{") open.push({ mark: "{", names: namesBefore(tokens, at) });
      else if (token.text === "(" || token.text === "[") open.push({ mark: token.text, names: [] });
      else if (token.text === "}" || token.text === ")" || token.text === "]") open.pop();
      return;
    }
    // between parentheses it is an argument, between brackets an entry of a map
    if (token.kind !== "word" || !words.includes(token.text) || (open.at(-1)?.mark ?? "{") !== "{") return;
    const { first, names } = chainBefore(tokens, at);
    if (!beginsStatement(tokens[first - 1])) return;
    setters.push({ at, around: [...open.flatMap((block) => block.names), ...names] });
  });
  return setters;
}

function beginsStatement(before: Token | undefined): boolean {
  return before === undefined || before.kind === "line" ||
    before.kind === "mark" && ["{", "}", "->"].includes(before.text);
}

/** The words that lead to a word with dots between them: the index of the first token, and their names. */
function chainBefore(tokens: readonly Token[], at: number): { first: number; names: string[] } {
  const names: string[] = [];
  let first = at;
  while (names.length < maxParts && [".", "?."].some((mark) => isMark(tokens[first - 1], mark))) {
    const end = first - 2;
    const { start, name } = callEndingAt(tokens, end);
    if (start > end) break;
    names.unshift(...name);
    first = start;
  }
  return { first, names };
}

/** A word, a text, or a call with its parentheses, that ends at a token. */
function callEndingAt(tokens: readonly Token[], end: number): { start: number; name: string[] } {
  const last = tokens[end];
  if (last?.kind === "word" || last?.kind === "string") return { start: end, name: [last.text] };
  if (!isMark(last, ")")) return { start: end + 1, name: [] };
  let depth = 0;
  let start = end;
  for (; start >= Math.max(0, end - maxTokens); start--) {
    if (isMark(tokens[start], ")")) depth++;
    else if (isMark(tokens[start], "(") && --depth === 0) break;
  }
  const method = tokens[start - 1];
  if (method?.kind !== "word") return { start: end + 1, name: [] };
  const argument = tokens[start + 1];
  const name = naming.includes(method.text) && argument?.kind === "string" ? argument.text : method.text;
  return { start: start - 1, name: [name] };
}

/** What a block is about that opens at a token. */
function namesBefore(tokens: readonly Token[], open: number): string[] {
  const before = tokens[open - 1];
  const property = tokens[open - 3];
  // Kotlin: val free by creating { … }
  if (before?.kind === "word" && isWord(tokens[open - 2], "by") && property?.kind === "word") {
    return [property.text];
  }
  const { start, name } = callEndingAt(tokens, open - 1);
  if (start > open - 1) return [];
  return [...chainBefore(tokens, start).names, ...name];
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === "mark" && token.text === text;
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === "word" && token.text === text;
}
