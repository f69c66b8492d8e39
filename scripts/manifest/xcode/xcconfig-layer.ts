import { posix } from "node:path";
import { valueOf } from "../mirrors/xcconfig.ts";
import { linesOf, skipBlanks } from "../text-scan.ts";
import { type Assignment, type Layer, placeIn, toAssignment } from "./assignment.ts";

/** The text of a file below the root; null when there is none. */
export type ReadText = (path: string) => Promise<string | null>;

/** Files of one layer, each as often as it is included: two that include the next twice would double with every step. */
const maxFiles = 200;
/** `NAME[sdk=…]`; names are short, so that a long line is given up early. */
const keyPattern = /[A-Za-z_]\w{0,200}(?:\[[^\]\r\n]{0,200}\]){0,8}/y;
const includePattern = /#include(\??)[ \t]{0,80}"([^"\r\n]{1,1000})"/y;

/** What an xcconfig file sets, with the files that it includes in their places. */
export async function readXcconfig(
  read: ReadText,
  file: string,
  folder: string,
  outer: readonly string[] = [],
  count = { files: 0 },
): Promise<Layer> {
  const text = ++count.files > maxFiles ? null : await read(file);
  if (text === null) return { assignments: [], isPartial: true };
  const assignments: Assignment[] = [];
  let isPartial = false;
  for (const { start: first, end: last } of linesOf(text)) {
    const at = skipBlanks(text, text[first] === "\uFEFF" ? first + 1 : first, last);
    const key: string | undefined = take(keyPattern, text, at)?.[0];
    const equals = key === undefined ? last : skipBlanks(text, at + key.length, last);
    const include: RegExpExecArray | null = take(includePattern, text, at);
    if (key !== undefined && equals < last && text[equals] === "=") {
      const { start, end } = valueOf(text, equals + 1, last);
      const raw = text.slice(start, end).replace(/;$/, "");
      const value = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw;
      assignments.push(toAssignment(key, value, placeIn(file, text, start)));
    } else if (include !== null && !outer.includes(file)) {
      const [, optional, path = ""] = include;
      const included = await findIncluded(read, path, posix.dirname(file), folder, [...outer, file], count);
      for (const one of included.assignments) assignments.push(one);
      isPartial ||= included.isPartial && optional === "";
    }
  }
  return { assignments, isPartial };
}

/** Beside the file, else beside the project: Xcode looks in both. */
async function findIncluded(
  read: ReadText,
  include: string,
  beside: string,
  folder: string,
  outer: readonly string[],
  count: { files: number },
): Promise<Layer> {
  for (const base of new Set([beside, folder])) {
    const path = posix.normalize(posix.join(base, include));
    if (await read(path) !== null) return await readXcconfig(read, path, folder, outer, count);
  }
  return { assignments: [], isPartial: true };
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
