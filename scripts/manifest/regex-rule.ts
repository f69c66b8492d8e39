/** Why a text is no regular expression; null when it is one. How long one takes shows only when it runs, so it runs apart. */
export function whyNoRegex(source: string): string | null {
  try {
    new RegExp(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "not a regular expression";
  }
}

/** Why a text is no regular expression with exactly one group; null when it is one. */
export function whyNoGroup(source: string): string | null {
  const why = whyNoRegex(source);
  if (why !== null) return why;
  // with an empty alternative it matches, and a match names every group
  const groups = (new RegExp(`${source}|`).exec("")?.length ?? 1) - 1;
  return groups === 1 ? null : `has ${groups} groups and not one: (?:…) groups without counting`;
}

/**
 * Whether a pattern is done with a text at once, whatever both say: one part at most repeats without end, no group does, so that the time
 * is that of the length squared at worst. Anything else may be quick as well, and is tried apart.
 */
export function isQuick(source: string, length: number): boolean {
  const bare = source.replace(/\\[^\d]/g, "x").replaceAll("(?", "(");
  const repeats = bare.match(/[*+?{]/g) ?? [];
  return length <= 8000 && repeats.length <= 2 && (bare.match(/[*+]/g) ?? []).length <= 1 &&
    !/[{\\]|\)[*+?]/.test(bare);
}
