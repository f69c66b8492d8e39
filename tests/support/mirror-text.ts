import { findSpans, mirrorSchema } from "../../scripts/manifest/mirrors/mirror-types.ts";
import { rewrite, type ValueSpan } from "../../scripts/manifest/mirrors/value-span.ts";

/** A mirror as version.json has it, without the file when it does not matter. */
type MirrorDraft = { type: string; value?: string; file?: string } & Record<string, unknown>;

/** What a mirror finds in a text. */
export function spansIn(mirror: MirrorDraft, text: string): Promise<ValueSpan[]> {
  return findSpans(text, mirrorSchema.parse({ file: "file", value: "version", ...mirror }));
}

/** The values that it finds. */
export async function valuesIn(mirror: MirrorDraft, text: string): Promise<string[]> {
  return (await spansIn(mirror, text)).map(({ value }) => value);
}

/** The text with another value, which the mirror must find again; links stay. */
export async function setIn(mirror: MirrorDraft, text: string, value: string): Promise<string> {
  const isPlace = ({ link }: ValueSpan) => link === undefined;
  const after = rewrite(text, (await spansIn(mirror, text)).filter(isPlace), value);
  const found = (await spansIn(mirror, after)).filter(isPlace);
  if (found.some((span) => span.value !== value)) throw new Error(`${value} became ${found[0]?.value}`);
  return after;
}
