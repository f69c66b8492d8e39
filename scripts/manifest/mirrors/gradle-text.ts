/** A piece of a Gradle build script; comments and spaces are none. */
export interface Token {
  kind: "word" | "string" | "number" | "mark" | "line";
  start: number;
  end: number;
  /** Of a text what stands between its quotes, of everything else the characters. */
  text: string;
  /** Of a text: what it begins and ends with. */
  quote: string;
}

const blank = /[ \t\r\f\uFEFF]+/y;
const word = /[\p{L}_$][\p{L}\p{N}_$]*|`[^`\r\n]*`/uy;
const number = /\d[\d_]*(?:\.\d+)?\w*/y;
const mark = /[=!+\-*%]?=|->|\?[:.]|[^]/uy;
/** After these Groovy takes a slash for the beginning of a pattern. */
const beforePattern = ["(", "[", "{", ",", "=", "==", "~", ":", "return", "!"];

/** The tokens of a build script, Groovy or Kotlin. What never closes goes to the end: this is no compiler. */
export function tokensOf(text: string, isKotlin: boolean): Token[] {
  const tokens: Token[] = [];
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0].length ?? 0;
  };
  let at = 0;
  const push = (kind: Token["kind"], length: number, quote = "") => {
    const end = at + length;
    tokens.push({ kind, start: at, end, text: text.slice(at + quote.length, end - quote.length), quote });
    at = end;
  };
  while (at < text.length) {
    const character = text[at] ?? "";
    const comment = endOfComment(text, at, isKotlin);
    const blanks = take(blank, at);
    if (comment > at) at = comment;
    else if (blanks > 0) at += blanks;
    else if (character === "\n" || character === ";") push("line", 1);
    else if (character === '"' || character === "'") {
      const quote = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      push("string", endOfString(text, at, quote) - at, quote);
    } else if (character === "/" && !isKotlin && startsPattern(tokens.at(-1))) {
      push("string", endOfString(text, at, "/") - at, "/");
    } else {
      const words = take(word, at);
      const digits = words > 0 ? 0 : take(number, at);
      if (words > 0) push("word", words);
      else if (digits > 0) push("number", digits);
      else push("mark", take(mark, at));
    }
  }
  return tokens;
}

function startsPattern(before: Token | undefined): boolean {
  return before === undefined || before.kind === "line" ||
    before.kind !== "string" && beforePattern.includes(before.text);
}

/** The index after a comment that begins at `at`, its line end left out; `at` when none does. */
function endOfComment(text: string, at: number, isNested: boolean): number {
  if (text.startsWith("//", at) || at === 0 && text.startsWith("#!")) {
    return orEnd(text, text.indexOf("\n", at));
  }
  if (!text.startsWith("/*", at)) return at;
  let depth = 1;
  const edge = /\/\*|\*\//g;
  edge.lastIndex = at + 2;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    if (found[0] === "*/") depth--;
    else if (isNested) depth++;
    if (depth === 0) return edge.lastIndex;
  }
  return text.length;
}

/** The index after a text in quotes, with the code in `${…}` that it may hold; one of a single line ends with that. */
function endOfString(text: string, start: number, quote: string): number {
  const braces: number[] = [];
  const open = [quote];
  for (let at = start + quote.length; at < text.length; at++) {
    const current = open.at(-1) ?? "";
    const character = text[at];
    if (current === "}") {
      // code within a text
      if (character === "{") braces.push((braces.pop() ?? 0) + 1);
      else if (character === "}") {
        const depth = braces.pop() ?? 0;
        if (depth === 0) open.pop();
        else braces.push(depth - 1);
      } else if (character === '"' || character === "'") open.push(character);
      continue;
    }
    if (character === "\\") at++;
    else if (text.startsWith(current, at)) {
      open.pop();
      at += current.length - 1;
      if (open.length === 0) return at + 1;
    } else if (current.startsWith('"') && text.startsWith("${", at)) {
      open.push("}");
      braces.push(0);
      at++;
    } else if (character === "\n" && current.length === 1) return at;
  }
  return text.length;
}

function orEnd(text: string, index: number): number {
  return index === -1 ? text.length : index;
}
