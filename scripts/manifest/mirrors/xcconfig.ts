import { z } from "zod";
import { authority, path, setting, value } from "../schema-fields.ts";
import { lineAt } from "./json-text.ts";
import { addSettingHint, type MirrorType } from "./mirror-type.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The lines `KEY = value` of an xcconfig file; `//` begins a comment anywhere. Conditional settings, `KEY[sdk=…]`, are
 * not meant.
 */
export function findXcconfig(text: string, key: string): ValueSpan[] {
  const setting = new RegExp(
    `^(\\uFEFF?[ \\t]*${RegExp.escape(key)}[ \\t]*=[ \\t]*)([^\\r\\n]*?)[ \\t]*(?:\\/\\/[^\\r\\n]*)?$`,
    "gm",
  );
  return [...text.matchAll(setting)].map((match) => {
    const [, before = "", raw = ""] = match;
    const start = match.index + before.length;
    const isQuoted = /^".*"$/.test(raw);
    return {
      line: lineAt(text, start),
      value: isQuoted ? raw.slice(1, -1) : raw,
      start,
      end: start + raw.length,
      write: (value) => isQuoted ? `"${value}"` : value,
    };
  });
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
  find: findXcconfig,
  isBuildSetting: true,
  addHint: addSettingHint,
};
