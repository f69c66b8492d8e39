import { posix } from "node:path";
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
  const folder = expand("$(SRCROOT)", configuration) ?? ".";
  if (path === undefined || path === "") return undefined;
  const isBelow = path === folder || path.startsWith(`${folder}/`);
  return posix.normalize(isBelow ? path : posix.join(folder, path));
}

/** `<key>…</key><string>…</string>`, comments left out; undefined when there is none. */
function findString(text: string, key: string): { value: string; start: number } | undefined {
  const blank = text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => " ".repeat(comment.length));
  const match = new RegExp(`(<key>\\s*${key}\\s*</key>\\s*<string>\\s*)([^<]*?)\\s*</string>`).exec(blank);
  if (match === null) return undefined;
  const [, before = "", value = ""] = match;
  return { value, start: match.index + before.length };
}
