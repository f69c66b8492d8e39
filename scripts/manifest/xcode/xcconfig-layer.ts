import { posix } from "node:path";
import { type Assignment, type Layer, placeIn, toAssignment } from "./assignment.ts";

/** The text of a file below the root; null when there is none. */
export type ReadText = (path: string) => Promise<string | null>;

const line =
  /^[ \t\uFEFF]*(?:#include(\??)[ \t]*"([^"\r\n]+)"|([A-Za-z_][\w]*(?:\[[^\]\r\n]*\])*)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*(?:\/\/[^\r\n]*)?)$/gm;

/** What an xcconfig file sets, with the files that it includes in their places. */
export async function readXcconfig(
  read: ReadText,
  file: string,
  folder: string,
  outer: readonly string[] = [],
): Promise<Layer> {
  const text = await read(file);
  if (text === null) return { assignments: [], isPartial: true };
  const assignments: Assignment[] = [];
  let isPartial = false;
  for (const match of text.matchAll(line)) {
    const [whole, optional, include, key, raw = ""] = match;
    if (key !== undefined) {
      const start = match.index + whole.indexOf("=") + 1;
      const at = start + (/^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0);
      const value = raw.replace(/;$/, "").replace(/^"(.*)"$/, "$1");
      assignments.push(toAssignment(key, value, placeIn(file, text, at)));
    } else if (include !== undefined && !outer.includes(file)) {
      const included = await findIncluded(read, include, posix.dirname(file), folder, [...outer, file]);
      assignments.push(...included.assignments);
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
): Promise<Layer> {
  for (const base of new Set([beside, folder])) {
    const path = posix.normalize(posix.join(base, include));
    if (await read(path) !== null) return await readXcconfig(read, path, folder, outer);
  }
  return { assignments: [], isPartial: true };
}
