import type { Level } from "../../tracks/version.ts";

const order: readonly (Level | null)[] = [null, "patch", "minor", "major"];

/** Whether `a` raises a version further than `b`. */
export function isHigher(a: Level | null, b: Level | null): boolean {
  return order.indexOf(a) > order.indexOf(b);
}

/** The highest of the levels; null when nothing calls for a release. */
export function highestLevel(levels: readonly (Level | null)[]): Level | null {
  return levels.reduce<Level | null>((best, level) => isHigher(level, best) ? level : best, null);
}

/** What a track says about versions below 1.0.0, by the names that release-please gave them. */
interface BelowOne {
  bump_minor_pre_major: boolean;
  bump_patch_for_minor_pre_major: boolean;
}

/**
 * How far a version rises whose latest live one has this major number. Below 1.0.0 the same holds as above, so that a breaking change makes 1.0.0 of
 * 0.4.2, as release-please and semantic-release do it by default; a track may say otherwise.
 */
export function levelAt(level: Level | null, major: number, settings: BelowOne): Level | null {
  if (major > 0) return level;
  if (level === "major" && settings.bump_minor_pre_major) return "minor";
  return level === "minor" && settings.bump_patch_for_minor_pre_major ? "patch" : level;
}
