import { z } from "zod";
import { authority, path, setting, value } from "../schema-fields.ts";
import { lineAt } from "./json-text.ts";
import { addSettingHint, type MirrorType } from "./mirror-type.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The lines `KEY = value;` of an Xcode project, in the order of the file; a key with a condition is in quotes there. Xcode writes each build setting on a line of
 * its own, so a line is found by its beginning; the same words inside a script or a comment are not a setting. No
 * parser: of six real projects none that prints what it parsed gave every file back as it was.
 */
export function findPbxproj(text: string, key: string): ValueSpan[] {
  const setting = new RegExp(
    `^([ \\t]*(?:${RegExp.escape(key)}|"${
      RegExp.escape(key)
    }")[ \\t]*=[ \\t]*)("(?:[^"\\\\]|\\\\.)*"|[^\\s";]+);`,
    "gm",
  );
  return [...text.matchAll(setting)].map((match) => {
    const [, before = "", raw = ""] = match;
    const start = match.index + before.length;
    const isQuoted = raw.startsWith('"');
    return {
      line: lineAt(text, start),
      value: isQuoted ? unquote(raw) : raw,
      start,
      end: start + raw.length,
      write: (value) => isQuoted || !plain.test(value) ? quote(value) : value,
    };
  });
}

/** What Xcode writes without quotes. */
const plain = /^[A-Za-z0-9_.$/]+$/;

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}

function unquote(raw: string): string {
  return raw.slice(1, -1).replace(
    /\\(.)/g,
    (_, character: string) => character === "n" ? "\n" : character === "t" ? "\t" : character,
  );
}

const schema = z.strictObject({
  type: z.literal("pbxproj"),
  file: path,
  key: setting,
  value,
  count: z.int().positive().describe("Exactly so many lines carry the setting; any other number is refused."),
  authority,
});

export const pbxprojMirror: MirrorType<typeof schema> = {
  schema,
  find: findPbxproj,
  isBuildSetting: true,
  addHint: addSettingHint,
};
