import { hideKnownKinds, mask } from "../cli/mask.ts";

/** Values as short as this are words of every sentence. */
const shortest = 3;

/**
 * A line of somebody else's that may repeat variables, without their values: those that are known, what stands behind `NAME=` or in quotes
 * behind `NAME:`, and what announces itself as a key.
 */
export function hideValues(line: string, values: Iterable<string>): string {
  const known = [...values].filter((value) => value.length >= shortest).sort((a, b) => b.length - a.length);
  const hidden = known.reduce((text, value) => text.replaceAll(value, "***"), line.slice(0, 1000));
  const assigned = hidden.replaceAll(
    /\b([A-Za-z_][A-Za-z0-9_]*["']?\s*[=:]\s*)(?:"[^"]*"?|'[^']*'?|[^\s,;]+)/g,
    "$1***",
  );
  return hideKnownKinds(mask.apply(assigned)).slice(0, 300);
}
