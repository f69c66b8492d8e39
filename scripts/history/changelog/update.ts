import { writeEdits } from "../../manifest/edits.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Tree } from "../../manifest/tree.ts";
import type { Told } from "../notes/entries.ts";
import type { HostLinks } from "../notes/links.ts";
import type { TrackStory } from "../track-story.ts";
import { changelogGroups, insertEntries } from "./entries.ts";
import { changelogRefusal, readChangelog } from "./file.ts";
import { readUnreleased, sectionOf, type Unreleased } from "./unreleased.ts";

/**
 * Writes what was told under [Unreleased], and resolves to the files that changed: none when all of it stands there. Raises what `readChangelog`
 * and the changelog's own problems are, exit code 5; then nothing was written.
 */
export async function writeEntries(
  { root, tree }: Workspace,
  track: string,
  file: string,
  told: Told,
  links: HostLinks | null,
): Promise<string[]> {
  const { text, bytes } = await readChangelog(tree, track, file);
  const edited = insertEntries(text, changelogGroups(told, links));
  if ("problem" in edited) throw changelogRefusal(file, edited);
  if (edited.text === text) return [];
  await writeEdits(root, [{ path: file, before: bytes, after: new TextEncoder().encode(edited.text) }]);
  return [file];
}

/**
 * What stands under [Unreleased] of a changelog that people write; null where none is. `names`: of a version that a release pull request may have
 * dated already, whose section then counts.
 */
export async function changelogText(
  tree: Tree,
  track: string,
  { release }: Pick<TrackStory, "release">,
  names: readonly string[] = [],
): Promise<{ file: string; text: string } | null> {
  if (release.changelog === undefined || release.changelog.entries === "generated") return null;
  const { file } = release.changelog;
  const dated = sectionOf((await readChangelog(tree, track, file)).text, names);
  if (dated !== null) return { file, text: dated };
  return { file, text: (await readUnreleasedOf(tree, track, file)).body };
}

/** What people wrote for the next version. Raises what `readChangelog` and the changelog's own problems are, exit code 5. */
export async function readUnreleasedOf(tree: Tree, track: string, file: string): Promise<Unreleased> {
  const { text } = await readChangelog(tree, track, file);
  const unreleased = readUnreleased(text);
  if ("problem" in unreleased) throw changelogRefusal(file, unreleased);
  return unreleased;
}
