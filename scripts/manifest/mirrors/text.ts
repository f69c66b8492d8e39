import { z } from "zod";
import { computeApart } from "../../runtime.ts";
import { authority, count, path, value } from "../schema-fields.ts";
import { isQuick } from "../regex-rule.ts";
import { lineFinder } from "../text-scan.ts";
import type { Patience } from "./patience.ts";
import type { MirrorType } from "./mirror-type.ts";
import { TextError } from "./text-error.ts";
import type { ValueSpan } from "./value-span.ts";

/** Milliseconds for one pattern, the start of the worker included; an honest pattern takes one. */
const limitMs = 2000;

const places = z.array(z.tuple([z.number(), z.number()]));

/**
 * Where the one group of a pattern matches, for every match in the text; `^` and `$` are ends of lines. Pattern and text are the
 * repository's, so a stranger's branch may bring a pair that takes for ever: it is tried apart, and given up in time;
 * all patterns together get no more than `patience`. Raises TextError.
 */
async function findText(text: string, regex: string, patience: Patience): Promise<ValueSpan[]> {
  // a worker takes 40 ms to start
  const found = isQuick(regex, text.length) ? groupsIn({ regex, text }) : places.optional().parse(
    await patience.spend(limitMs, (ms) => computeApart(groupsIn.toString(), { regex, text }, ms)),
  );
  if (found === undefined) {
    const hint = "Simplify `regex` in version.json: no group that repeats may hold another one that does.";
    const why = patience.isSpent()
      ? "was not tried: the patterns before it took too long"
      : `takes longer than ${limitMs / 1000} s`;
    throw new TextError("searchable", 0, `/${regex}/ ${why}`, hint);
  }
  const lineOf = lineFinder(text);
  return found.map(([start, end]) => ({
    line: lineOf(start),
    value: text.slice(start, end),
    start,
    end,
    write: String,
  }));
}

/** Runs in a worker as well, so it knows nothing of this file. */
function groupsIn({ regex, text }: { regex: string; text: string }): [number, number][] {
  return [...text.matchAll(new RegExp(regex, "dgm"))].flatMap(({ indices }) => {
    const group = indices?.[1];
    return group === undefined ? [] : [group];
  });
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
  find: (text, { regex }, patience) => findText(text, regex, patience),
  isBuildSetting: false,
  addHint: (name, value) => `Add what ${name} matches, with ${value} as its group`,
};
