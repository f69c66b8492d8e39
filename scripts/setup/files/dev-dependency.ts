import { isDeepStrictEqual } from "node:util";
import { type JsonNode, scanJson } from "../../manifest/mirrors/json-text.ts";

const section = "devDependencies";

/**
 * A package.json that names one more package in devDependencies, where npm would put it. Nothing else differs by a byte; undefined when that
 * can't be done.
 */
export function withDevDependency(text: string, name: string, specifier: string): string | undefined {
  try {
    const added = add(text, name, specifier);
    const { [section]: before, ...rest } = parse(text);
    const wanted = { ...rest, [section]: { ...Object(before), [name]: specifier } };
    return added !== undefined && isDeepStrictEqual(parse(added), wanted) ? added : undefined;
  } catch {
    return undefined;
  }
}

function add(text: string, name: string, specifier: string): string | undefined {
  const root = scanJson(text);
  const outer = layoutOf(text, root);
  if (outer === undefined) return undefined;
  const list = root.members?.get(section);
  const inner = list && layoutOf(text, list) || { ...outer, gap: outer.gap + indentOf(outer.gap) };
  const member = `${JSON.stringify(name)}${inner.colon}${JSON.stringify(specifier)}`;
  const body = `{${inner.gap}${member}${outer.gap}}`;
  if (list === undefined) {
    const after = root.members?.get("dependencies") ?? [...root.members?.values() ?? []].at(-1);
    return after && insert(text, after.end, `,${outer.gap}"${section}"${outer.colon}${body}`);
  }
  if (list.members?.size === 0) return text.slice(0, list.start) + body + text.slice(list.end);
  const before = neighbour(list, name);
  return before === undefined
    ? insert(text, list.start + 1, `${inner.gap}${member},`)
    : insert(text, before.end, `,${inner.gap}${member}`);
}

/** What stands before each member of an object, and between its name and its value; undefined without any. */
interface Layout {
  gap: string;
  colon: string;
}

function layoutOf(text: string, { start, members }: JsonNode): Layout | undefined {
  const [first] = members?.values() ?? [];
  if (first === undefined) return undefined;
  const head = text.slice(start + 1, first.start);
  return { gap: /^\s*/.exec(head)?.[0] ?? "", colon: /:\s*$/.exec(head)?.[0] ?? ": " };
}

/** One level more; nothing where everything stands in one line. */
function indentOf(gap: string): string {
  return /\n([ \t]*)$/.exec(gap)?.[1] ?? "";
}

/** The member before the new one: in a list that is sorted as npm sorts it by name, in any other the last. */
function neighbour({ members = new Map() }: JsonNode, name: string): JsonNode | undefined {
  const names = [...members.keys()];
  const isSorted = names.every((one, at) => at === 0 || (names[at - 1] ?? "").localeCompare(one, "en") <= 0);
  const before = isSorted ? names.filter((one) => one.localeCompare(name, "en") < 0) : names;
  return members.get(before.at(-1) ?? "");
}

function insert(text: string, at: number, more: string): string {
  return text.slice(0, at) + more + text.slice(at);
}

function parse(json: string): Record<string, unknown> {
  return JSON.parse(json.replace(/^\uFEFF/, ""));
}
