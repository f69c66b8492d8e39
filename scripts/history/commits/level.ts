import type { Level } from "../../tracks/version.ts";

const order: readonly (Level | null)[] = [null, "patch", "minor", "major"];

/** The highest of the levels; null of none. */
export function highestLevel(levels: readonly (Level | null)[]): Level | null {
  return levels.reduce<Level | null>((best, level) => isHigher(level, best) ? level : best, null);
}

/** Whether `a` raises a version further than `b`. */
export function isHigher(a: Level | null, b: Level | null): boolean {
  return order.indexOf(a) > order.indexOf(b);
}

/**
 * How far a version rises by these commits or change files; null when nothing calls for a release. Below 1.0.0 the same holds as above, so
 * that a breaking change makes 1.0.0 of 0.4.2: that is what release-please, semantic-release and changesets do by default. `isZeroLower`
 * is release-please's `bump-minor-pre-major` and lerna's way: a breaking change raises the minor number while the major is 0.
 */
export function bumpOf(
  changes: readonly { level: Level | null }[],
  { major = 1, isZeroLower = false }: { major?: number; isZeroLower?: boolean } = {},
): Level | null {
  const level = highestLevel(changes.map((change) => change.level));
  return level === "major" && major === 0 && isZeroLower ? "minor" : level;
}
