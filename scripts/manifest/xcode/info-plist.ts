import { posix } from "node:path";
import { blankComments, skipSpaceAndComments } from "../text-scan.ts";
import { type Assignment, placeIn } from "./assignment.ts";
import type { Configuration } from "./project.ts";
import { expand, followValue, resolveSetting, type Source } from "./resolve.ts";
import type { ReadText } from "./xcconfig-layer.ts";

/** What an app says of itself, and the build setting that Xcode takes it from by default. */
export const shown = {
  build: { key: "CFBundleVersion", setting: "CURRENT_PROJECT_VERSION" },
  version: { key: "CFBundleShortVersionString", setting: "MARKETING_VERSION" },
} as const;

/** Where the build or the version comes from that the built app carries: a literal of its Info.plist, or a build setting. */
export async function sourceOf(
  read: ReadText,
  configuration: Configuration,
  { key, setting }: typeof shown[keyof typeof shown],
): Promise<Source> {
  const from = await readInfoPlist(read, configuration, key);
  if (from === undefined) return resolveSetting(setting, configuration);
  const source = followValue(from.value, configuration);
  if (source === undefined) return { kind: "place", from };
  return source.kind === "outside" && source.from === undefined ? { ...source, from } : source;
}

/** What stands under a key of the Info.plist, as written; undefined when nothing does. */
export async function readInfoPlist(
  read: ReadText,
  configuration: Configuration,
  key: string,
): Promise<Assignment | undefined> {
  const file = plistFile(configuration);
  const text = file === undefined ? null : await read(file);
  const found = text === null ? undefined : findString(text, key);
  return file === undefined || text === null || found === undefined
    ? undefined
    : { name: key, key, conditions: [], value: found.value, place: placeIn(file, text, found.start) };
}

function plistFile(configuration: Configuration): string | undefined {
  const source = resolveSetting("INFOPLIST_FILE", configuration);
  if (source.kind !== "place") return undefined;
  const path = expand(source.from.value, configuration);
  const folder = expand("$(SRCROOT)", configuration);
  if (path === undefined || path === "" || folder === undefined) return undefined;
  const isBelow = path === folder || path.startsWith(`${folder}/`);
  return posix.normalize(isBelow ? path : posix.join(folder, path));
}

/** `<key>…</key><string>…</string>`, comments left out; undefined when there is none. */
function findString(text: string, key: string): { value: string; start: number } | undefined {
  const blank = blankComments(text);
  for (let at = blank.indexOf("<key>"); at !== -1; at = blank.indexOf("<key>", at + 1)) {
    const end = blank.indexOf("</key>", at);
    if (end === -1) return undefined;
    if (end - at > key.length + 200 || blank.slice(at + 5, end).trim() !== key) continue;
    const open = skipSpaceAndComments(blank, end + 6);
    if (!blank.startsWith("<string>", open)) continue;
    const from = open + 8;
    const close = blank.indexOf("<", from);
    if (!blank.startsWith("</string>", close)) continue;
    const raw = blank.slice(from, close);
    return { value: raw.trim(), start: from + raw.length - raw.trimStart().length };
  }
  return undefined;
}
