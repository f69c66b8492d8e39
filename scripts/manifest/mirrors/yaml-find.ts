import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Scalar,
} from "yaml";
import { hasControlCharacter } from "../path-rule.ts";
import { lineFinder } from "../text-scan.ts";
import { namesOf } from "./pointer.ts";
import { refuseLong, TextError, tooDeep } from "./text-error.ts";
import type { ValueSpan } from "./value-span.ts";
import { writePlain } from "./yaml-plain.ts";

/** Where a value stands in a YAML text. */
interface YamlPlace {
  key: string;
  document?: number | undefined;
  value: string;
}

/**
 * The value at a JSON Pointer, of each document that has one. One that comes by an alias or a merge key is a link. What YAML reads as a
 * number is the number: of a plain `1.10` 1.1. Raises TextError.
 */
export function findYaml(text: string, { key, document, value }: YamlPlace): ValueSpan[] {
  refuseLong(text, longest);
  const documents = parse(text);
  const lineOf = lineFinder(text);
  if (document !== undefined && documents.length < document) return [];
  const meant = document === undefined ? documents : documents.slice(document - 1, document);
  return meant.flatMap((one) => {
    const found = walk(one, namesOf(key));
    if (found === undefined) return [];
    const [start, end] = rangeOf(found);
    const place = { line: lineOf(start), start, end };
    if (!isScalar(found)) {
      const hint = isAlias(found)
        ? aliasHint(lineOf, one, found)
        : "It comes by the merge key <<: mirror the place that it names.";
      return [{ ...place, value: text.slice(start, end), write: String, link: hint }];
    }
    return scalarSpan(text, found, place, value === "build");
  });
}

/** Characters, far above what people write; descriptions of large services have that many. */
const longest = 2_000_000;
// names that are there twice are looked for on the way only: the parser would compare every name with every other
const options = { prettyErrors: false, logLevel: "silent", uniqueKeys: false } as const;

function parse(text: string): Document.Parsed[] {
  try {
    const documents = [...parseAllDocuments(text, options)];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error === undefined) return documents;
    throw new TextError("YAML", error.pos[0], /call stack/.test(error.message) ? tooDeep : error.message);
  } catch (error) {
    if (error instanceof RangeError) throw new TextError("YAML", 0, tooDeep);
    throw error;
  }
}

/** The text or number at a path; an alias on the way to it, or the key << of a map without the name. */
function walk(
  { contents }: Document.Parsed,
  names: readonly string[],
): Scalar | Alias | MergeKey | undefined {
  let node: unknown = contents;
  for (const name of names) {
    if (isAlias(node)) return node;
    if (isSeq(node)) node = /^(0|[1-9]\d*)$/.test(name) ? node.items[Number(name)] : undefined;
    else if (isMap(node)) {
      const pairs = node.items.map(({ key, value }) => ({
        key,
        name: isScalar(key) ? nameIn(key) : undefined,
        value,
      }));
      const merge = pairs.find((pair) => pair.name === "<<")?.key;
      const [found, again] = pairs.filter((pair) => pair.name === name);
      if (again !== undefined && isScalar(again.key)) {
        throw new TextError("YAML", again.key.range?.[0] ?? 0, `${JSON.stringify(name)} occurs twice`);
      }
      if (found === undefined && isScalar(merge)) return { merge };
      node = found?.value;
    } else return undefined;
  }
  return isAlias(node) || isScalar(node) ? node : undefined;
}

interface MergeKey {
  merge: Scalar;
}

function nameIn({ source, value }: Scalar): string {
  return typeof value === "string" ? value : source ?? String(value);
}

function rangeOf(found: Scalar | Alias | MergeKey): [number, number] {
  const { range } = "merge" in found ? found.merge : found;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

function aliasHint(lineOf: (index: number) => number, document: Document.Parsed, alias: Alias): string {
  const start = alias.resolve(document)?.range?.[0];
  const where = start === undefined ? "" : `, which stands in line ${lineOf(start)}`;
  return `It repeats &${alias.source}${where}: mirror that place.`;
}

function scalarSpan(
  text: string,
  { type, value, source }: Scalar,
  place: { line: number; start: number; end: number },
  isNumber: boolean,
): ValueSpan[] {
  const raw = text.slice(place.start, place.end);
  // texts of several lines, `|` and `>`, and what is true, null or empty
  if (type === "PLAIN" && typeof value === "string" && raw !== "") {
    return [{ ...place, value, write: (next) => writePlain(next, isNumber) }];
  }
  if (type === "PLAIN" && (typeof value === "number" || typeof value === "bigint")) {
    const read = /^\d+$/.test(source ?? "") ? source ?? "" : String(value);
    return [{ ...place, value: read, write: (next) => writePlain(next, isNumber) }];
  }
  if (type !== "QUOTE_SINGLE" && type !== "QUOTE_DOUBLE") return [];
  const isSingle = type === "QUOTE_SINGLE";
  return [{
    ...place,
    value: String(value),
    write: (next) =>
      isSingle && !hasControlCharacter(next) ? `'${next.replaceAll("'", "''")}'` : JSON.stringify(next),
  }];
}
