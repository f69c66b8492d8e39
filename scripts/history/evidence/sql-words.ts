/** A word, name, sign or text of SQL. */
export interface SqlToken {
  /** Words are lower case; names in quotes and texts are as they are written, without their quotes. */
  text: string;
  kind: "word" | "name" | "text" | "body" | "sign";
}

/**
 * The statements of an SQL script, each as its tokens. Comments, which nest in Postgres, are no tokens; texts and dollar quotes are one each, so
 * that nothing in them is taken for a word. A text that never closes ends with the script. One look at each character.
 */
export function sqlStatements(script: string): SqlToken[][] {
  const statements: SqlToken[][] = [[]];
  for (let at = 0; at < script.length;) {
    const token = nextToken(script, at);
    at = token.end;
    if (token.kind === "space") continue;
    if (token.kind === "sign" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push({ kind: token.kind, text: token.text });
  }
  return statements.filter((statement) => statement.length > 0);
}

interface Found {
  kind: SqlToken["kind"] | "space";
  text: string;
  end: number;
}

const space = /\s+/y;
const word = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const number = /\d[\w.]*/y;
const dollar = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

function nextToken(script: string, at: number): Found {
  const blank = take(space, script, at);
  if (blank !== undefined) return { kind: "space", text: "", end: at + blank.length };
  if (script.startsWith("--", at)) {
    return { kind: "space", text: "", end: endOr(script.indexOf("\n", at), script) };
  }
  if (script.startsWith("/*", at)) return { kind: "space", text: "", end: endOfComment(script, at) };
  const prefix = /^(?:e|b|x|n|u&)?'/i.exec(script.slice(at, at + 3))?.[0];
  if (prefix !== undefined) return quoted(script, at + prefix.length - 1, "text", /^e/i.test(prefix));
  if (script[at] === '"' || script[at] === "`") return quoted(script, at, "name", false);
  const tag = take(dollar, script, at);
  if (tag !== undefined) {
    const end = endOr(script.indexOf(tag, at + tag.length), script);
    return {
      kind: "body",
      text: script.slice(at + tag.length, end),
      end: Math.min(script.length, end + tag.length),
    };
  }
  const plain = take(word, script, at);
  if (plain !== undefined) return { kind: "word", text: plain.toLowerCase(), end: at + plain.length };
  const text = take(number, script, at) ?? script[at] ?? "";
  return { kind: "sign", text, end: at + text.length };
}

/** A mark within is written twice, or after a backslash where texts know one. */
function quoted(script: string, at: number, kind: "text" | "name", hasBackslash: boolean): Found {
  const mark = script[at] ?? "";
  let text = "";
  let index = at + 1;
  for (; index < script.length; index++) {
    const character = script[index] ?? "";
    if (hasBackslash && character === "\\") text += script[++index] ?? "";
    else if (character !== mark) text += character;
    else if (script[index + 1] === mark) text += script[++index] ?? "";
    else return { kind, text, end: index + 1 };
  }
  return { kind, text, end: index };
}

function endOfComment(script: string, at: number): number {
  let depth = 0;
  for (let index = at; index < script.length; index++) {
    const pair = script.slice(index, index + 2);
    if (pair !== "/*" && pair !== "*/") continue;
    depth += pair === "/*" ? 1 : -1;
    if (depth === 0) return index + 2;
    index++;
  }
  return script.length;
}

function take(pattern: RegExp, script: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(script)?.[0];
}

function endOr(index: number, script: string): number {
  return index === -1 ? script.length : index;
}

/** Whether a token is this very word, not a name in quotes. */
export function isWord(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === "word" && token.text === text;
}

/** A name with its schema that begins at this place, and where it ends. */
export function nameAt(statement: readonly SqlToken[], at: number): { name: string; end: number } {
  let name = statement[at]?.text ?? "";
  let end = at + 1;
  for (; statement[end]?.kind === "sign" && statement[end]?.text === "."; end += 2) {
    name += `.${statement[end + 1]?.text ?? ""}`;
  }
  return { name, end };
}

/** The first place from `at` on that is none of these words. */
export function skipWords(statement: readonly SqlToken[], at: number, words: readonly string[]): number {
  while (words.some((word) => isWord(statement[at], word))) at++;
  return at;
}
