import { z } from "zod";
import { authority, path, pointer, value } from "../schema-fields.ts";
import { lineAt, scanJson } from "./json-text.ts";
import { nodeAt } from "./pointer.ts";
import { addValueHint, type MirrorType } from "./mirror-type.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The value at a JSON Pointer: one span, or none when it is missing or not a text or a number. Why a scanner of our
 * own: every formatter that parses and prints loses comments, the order of spaces or the line endings of somebody
 * else's file. Raises JsonTextError.
 */
export function findJson(text: string, pointer: string): ValueSpan[] {
  const node = nodeAt(scanJson(text), pointer);
  if (node === undefined) return [];
  const raw = text.slice(node.start, node.end);
  const isText = raw.startsWith('"');
  if (!isText && !/^-?\d/.test(raw)) return [];
  return [{
    line: lineAt(text, node.start),
    value: isText ? String(JSON.parse(raw)) : raw,
    start: node.start,
    end: node.end,
    // `"build": "131"` stays a text; a number becomes a text only when the value can't be a number
    write: (value) => isText || !/^\d+$/.test(value) ? JSON.stringify(value) : value,
  }];
}

const schema = z.strictObject({
  type: z.literal("json"),
  file: path,
  key: pointer.describe("Where in the file: a JSON Pointer (RFC 6901)."),
  value,
  authority,
});

export const jsonMirror: MirrorType<typeof schema> = {
  schema,
  find: (text, { key }) => findJson(text, key),
  isBuildSetting: false,
  addHint: addValueHint,
};
