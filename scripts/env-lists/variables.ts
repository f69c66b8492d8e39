/** What a source says of a deploy's variables. Values stay in memory: no message, record or output holds one. */
export type Variables =
  | { kind: "values"; values: ReadonlyMap<string, string> }
  /** SHA-256 of the values, in lower-case hex. */
  | { kind: "digests"; digests: ReadonlyMap<string, string> };

/** The variables, or why they can't be read: the end of a sentence, and what to do. */
export type Source = Variables | { problem: string; hint: string };

/** Variables as an object has them. */
export function valuesOf(entries: Iterable<readonly [string, string]>): Variables {
  return { kind: "values", values: new Map(entries) };
}
