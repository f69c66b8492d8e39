import type { MirrorWish } from "./mirror-wish.ts";

/** How another tool releases one package: what a `release` block says of it. */
export interface TrackWish {
  /** Below the root; the root itself is `.`. */
  folder: string;
  /** As the package calls itself. */
  name: string;
  /** What its tags begin with. */
  tag: string;
  bump: "conventional" | "changes" | "manual";
  /** What holds below 1.0.0, where that is said. */
  belowOne?: { bump_minor_pre_major?: true; bump_patch_for_minor_pre_major?: true };
  /** A file that the tool writes, whether it is there or not. */
  changelog?: string;
  /** What it released last, where the tool writes that down. */
  version?: string;
  group?: { key: string; policy: "fixed" | "linked" };
  auto?: { branch: string; channel: "live" };
  /** More folders that are released under its tag. */
  also?: string[];
  /** Folders whose changes do not count, of a track that owns the root. */
  excludes?: string[];
  /** More files that repeat the version, beside those that its kind has. */
  mirrors: MirrorWish[];
}

/** What a tool's settings say, and what of them has no place in version.json. */
export interface ReleaseTool {
  /** As release-please-config.json: for people. */
  file: string;
  tracks: TrackWish[];
  /** Folders that it releases on purpose not, or without a tag. */
  untracked?: string[];
  /** One line each. */
  remarks: string[];
}

/** A sentence for every setting that is there and can't be carried over. */
export function remarksOf(
  file: string,
  settings: Readonly<Record<string, unknown>>,
  sentences: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(sentences).flatMap(([name, sentence]) => {
    const value = settings[name];
    const isSet = value !== undefined && value !== false && value !== "" &&
      !(Array.isArray(value) && value.length === 0);
    return isSet ? [`${file}: ${name}: ${sentence}`] : [];
  });
}
