import { settersOf } from "./gradle-blocks.ts";
import { type Token, tokensOf } from "./gradle-text.ts";
import { lineFinder } from "../text-scan.ts";
import type { ValueSpan } from "./value-span.ts";

/** Which setting of a build script is meant. */
interface GradlePlace {
  file: string;
  key: string;
  flavor?: string | undefined;
}

/**
 * What a build script sets a key to, in Groovy or Kotlin: `key 1`, `key = 1`, `key(1)`, `setKey(1)`. Without `flavor` outside of every
 * product flavor, else within that one. An expression is a link. Never raises: what can't be understood sets nothing.
 */
export function findGradle(text: string, { file, key, flavor }: GradlePlace): ValueSpan[] {
  const tokens = tokensOf(text, file.endsWith(".kts"));
  const setter = `set${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  const lineOf = lineFinder(text);
  return settersOf(tokens, [key, setter]).flatMap(({ at, around }) => {
    const flavors = around.lastIndexOf("productFlavors");
    if ((flavors === -1 ? undefined : around[flavors + 1]) !== flavor || around.includes("buildTypes")) {
      return [];
    }
    const value = valueAfter(tokens, at, tokens[at]?.text === setter);
    return value === undefined ? [] : [spanOf(text, value, lineOf)];
  });
}

/** Tokens of an expression; what comes after them is nothing that anybody reads. */
const longest = 100;

/** The tokens of what is set; undefined when the statement sets nothing. */
function valueAfter(tokens: readonly Token[], at: number, isCall: boolean): Token[] | undefined {
  const next = tokens[at + 1];
  const isAssigned = next?.kind === "mark" && next.text === "=";
  if (isCall ? next?.text !== "(" : !isAssigned && next?.kind === "mark" && next.text !== "(") {
    return undefined;
  }
  let from = at + (isAssigned ? 2 : 1);
  while (isAssigned && tokens[from]?.text === "\n") from++;
  let depth = 0;
  let end = from;
  for (; end < tokens.length && end < from + longest; end++) {
    const { kind, text } = tokens[end] ?? { kind: "line", text: "" };
    if (kind === "mark" && /^[({[]$/.test(text)) depth++;
    if (kind === "mark" && /^[)}\]]$/.test(text) && --depth < 0) break;
    if (kind === "line" && depth === 0) break;
  }
  const value = tokens.slice(from, end).filter(({ kind }) => kind !== "line");
  const [first, , last] = value;
  const inner = value.length === 3 && first?.text === "(" && last?.text === ")" ? value.slice(1, 2) : value;
  return inner.length === 0 ? undefined : inner;
}

function spanOf(text: string, value: readonly Token[], lineOf: (index: number) => number): ValueSpan {
  const [first] = value;
  const start = first?.start ?? 0;
  const end = value.at(-1)?.end ?? start;
  const place = { line: lineOf(start), start, end };
  if (first !== undefined && value.length === 1) {
    const { quote } = first;
    const isTemplate = quote.startsWith('"') && /(^|[^\\])\$[\p{L}_{]/u.test(first.text);
    if (first.kind === "string" && quote !== "/" && !isTemplate) {
      const write = (next: string) => `${quote}${escape(next, quote)}${quote}`;
      return { ...place, value: first.text.replace(/\\(.)/g, "$1"), write };
    }
    if (first.kind === "number" && /^[\d_]+(\.\d+)?$/.test(first.text)) {
      const write = (next: string) => /^(0|[1-9]\d*)$/.test(next) ? next : `"${escape(next, '"')}"`;
      return { ...place, value: first.text.replaceAll("_", ""), write };
    }
  }
  const expression = text.slice(start, end);
  return { ...place, value: expression, write: String, link: whereItStands(expression) };
}

function escape(value: string, quote: string): string {
  return value.replace(quote.startsWith('"') ? /["\\$]/g : /['\\]/g, "\\$&");
}

/** Where an expression usually takes its value from. */
function whereItStands(expression: string): string {
  const found = places.find(([pattern]) => pattern.test(expression));
  return found?.[1] ?? 'Mirror the line that it is set in, with type "text" or "gradle".';
}

const places: [RegExp, string][] = [
  [
    /getenv|environmentVariable/,
    "It comes from the environment: a deploy gets $SLIPWAY_BUILD, so leave the mirror out.",
  ],
  [
    /^(?=.*\blibs\b).*\bversions\b/s,
    'It stands in gradle/libs.versions.toml: mirror it there with type "toml" and a key below /versions.',
  ],
  [
    /\b(gradleProperty|findProperty|property|hasProperty|properties)\b/,
    'It usually stands in gradle.properties: mirror it there with type "text", for example "regex": "^appVersion=(.*)$".',
  ],
  [
    /\b(ext|extra)\b/,
    'It stands in an `ext` block or map: mirror that line with type "text" (or "gradle" for `ext { versionCode = 45 }`).',
  ],
];
