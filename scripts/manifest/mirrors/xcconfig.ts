import { z } from "zod";
import { authority, path, setting, value } from "../schema-fields.ts";
import { addSettingHint, type MirrorType } from "./mirror-type.ts";
import { linesOf, skipBlanks, trimBlanks } from "../text-scan.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The lines `KEY = value` of an xcconfig file; `//` begins a comment anywhere. Conditional settings, `KEY[sdk=…]`, are
 * not meant.
 */
export function findXcconfig(text: string, key: string): ValueSpan[] {
  const spans: ValueSpan[] = [];
  for (const { number, start: first, end: last } of linesOf(text)) {
    const name = skipBlanks(text, text[first] === "\uFEFF" ? first + 1 : first, last);
    if (!text.startsWith(key, name)) continue;
    const equals = skipBlanks(text, name + key.length, last);
    if (text[equals] !== "=" || equals >= last) continue;
    const { start, end } = valueOf(text, equals + 1, last);
    const raw = text.slice(start, end);
    const isQuoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    spans.push({
      line: number,
      value: isQuoted ? raw.slice(1, -1) : raw,
      start,
      end,
      write: (value) => isQuoted ? `"${value}"` : value,
    });
  }
  return spans;
}

/** What stands between `from` and the end of the line, without the spaces around it and the comment behind it. */
export function valueOf(text: string, from: number, last: number): { start: number; end: number } {
  const comment = text.slice(from, last).indexOf("//");
  const start = skipBlanks(text, from, last);
  const end = comment === -1 ? last : from + comment;
  return { start: Math.min(start, end), end: trimBlanks(text, Math.min(start, end), end) };
}

const schema = z.strictObject({
  type: z.literal("xcconfig"),
  file: path,
  key: setting,
  value,
  authority,
});

export const xcconfigMirror: MirrorType<typeof schema> = {
  schema,
  find: (text, { key }) => findXcconfig(text, key),
  isBuildSetting: true,
  addHint: addSettingHint,
};
