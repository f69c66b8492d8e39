import { z } from "zod";
import { authority, path, setting, value } from "../schema-fields.ts";
import { addSettingHint, type MirrorType } from "./mirror-type.ts";
import { endOfQuoted, linesOf, skipBlanks } from "../text-scan.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The lines `KEY = value;` of an Xcode project, in the order of the file; a key with a condition is in quotes there. Xcode writes each build setting on a line of
 * its own, so a line is found by its beginning; the same words inside a script or a comment are not a setting. No
 * parser: of six real projects none that prints what it parsed gave every file back as it was.
 */
export function findPbxproj(text: string, key: string): ValueSpan[] {
  const spans: ValueSpan[] = [];
  for (const { number, start: first, end: last } of linesOf(text)) {
    const name = skipBlanks(text, first, last);
    const found = [key, `"${key}"`].find((form) => text.startsWith(form, name));
    if (found === undefined) continue;
    const equals = skipBlanks(text, name + found.length, last);
    if (text[equals] !== "=" || equals >= last) continue;
    const start = skipBlanks(text, equals + 1, last);
    const isQuoted = text[start] === '"';
    const end = isQuoted ? endOfQuoted(text, start) : endOfPlain(text, start, last);
    if (end <= start || text[end] !== ";") continue;
    const raw = text.slice(start, end);
    spans.push({
      line: number,
      value: isQuoted ? unquote(raw) : raw,
      start,
      end,
      write: (value) => isQuoted || !plain.test(value) ? quote(value) : value,
    });
  }
  return spans;
}

function endOfPlain(text: string, start: number, last: number): number {
  let end = start;
  while (end < last && !/[\s";]/.test(text[end] ?? "")) end++;
  return end;
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
  find: (text, { key }) => findPbxproj(text, key),
  isBuildSetting: true,
  addHint: addSettingHint,
};
