import type { Published, PublishedBuild } from "../contract/served-updates.ts";
import { Problem } from "../endpoint/problem.ts";
import { isSemver } from "./semver.ts";

interface Rendered {
  text: string;
  contentType: string;
}

/** What an updater reads of what is published; null when that is nothing (204). */
export type View = (published: Published) => Rendered | null;

/**
 * The newest build that runs everywhere, for updaters that know no bounds of an operating system; undefined when there is none. Raises Problem 404
 * `version_not_semver`.
 */
export function newestForAll({ builds }: Published): (PublishedBuild & { version: string }) | undefined {
  const found = builds.find(({ min_os, max_os }) => min_os === null && max_os === null);
  if (found === undefined) return undefined;
  const version = found.version ?? "";
  if (isSemver(version)) return { ...found, version };
  throw new Problem(
    "version_not_semver",
    404,
    `Build ${found.build} has no version that this updater can compare.`,
    {
      hint: "It compares semantic versions, such as 1.4.0.",
    },
  );
}

/** What an updater that knows no link shows: the notes, else where they are; null when there are none. */
export function shownNotes({ notes, notes_url }: PublishedBuild): string | null {
  return notes ?? notes_url;
}
