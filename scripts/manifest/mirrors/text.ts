import { z } from "zod";
import { computeApart } from "../../runtime.ts";
import { authority, count, path, value } from "../schema-fields.ts";
import { lineAt } from "./json-text.ts";
import type { MirrorType } from "./mirror-type.ts";
import { TextError } from "./text-error.ts";
import type { ValueSpan } from "./value-span.ts";

/** Milliseconds, the start of the worker included; an honest pattern takes one. */
const limitMs = 2000;

const answer = z.array(z.tuple([z.number(), z.number()])).optional();

/**
 * Where the one group of a pattern matches, for every match in the text; `^` and `$` are ends of lines. Pattern and text are the
 * repository's, so a stranger's branch may bring a pair that takes for ever: it is tried apart, and given up in time. Raises TextError.
 */
export async function findText(text: string, regex: string): Promise<ValueSpan[]> {
  const code = `({ regex, text }) =>
    [...text.matchAll(new RegExp(regex, "dgm"))].flatMap(({ indices }) => indices[1] === undefined ? [] : [indices[1]])`;
  const found = answer.parse(await computeApart(code, { regex, text }, limitMs));
  if (found === undefined) {
    const hint = "Simplify `regex` in version.json: no group that repeats may hold another one that does.";
    throw new TextError("searchable", 0, `/${regex}/ takes longer than ${limitMs / 1000} s`, hint);
  }
  return found.map(([start, end]) => ({
    line: lineAt(text, start),
    value: text.slice(start, end),
    start,
    end,
    write: String,
  }));
}

const schema = z.strictObject({
  type: z.literal("text"),
  file: path,
  regex: z.string().min(1).max(1000).describe(
    "A regular expression with exactly one group, which is the value; ^ and $ match at the ends of lines.",
  ),
  count: count.default(1),
  value,
  authority,
});

export const textMirror: MirrorType<typeof schema> = {
  schema,
  find: (text, { regex }) => findText(text, regex),
  isBuildSetting: false,
  addHint: (name, value) => `Add what ${name} matches, with ${value} as its group`,
};
