import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Git } from "../../git/git.ts";
import type { RemoteTag } from "../../git/tags.ts";
import { repositoryLinks } from "../../history/notes/repository-links.ts";
import { notesOf } from "../../history/notes/notes-of.ts";
import { readStories } from "../../history/track-story.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import type { Workspace } from "../../manifest/load.ts";
import { compareChannels } from "../../tracks/channel.ts";
import { compareVersions, formatVersion, type Version } from "../../tracks/version.ts";
import { taggedVersions } from "../facts.ts";
import type { Track } from "../track.ts";

/** Of what a page tells. */
interface Told {
  git: Git;
  track: Track;
  version: Version;
  tag: string;
  commit: string;
  /** Of the commit. */
  workspace: Workspace;
  tags: readonly RemoteTag[];
  /** What was written for it; otherwise commits tell. */
  notes: string | undefined;
  /** Characters. */
  limit: number;
}

/**
 * The text of a release's page: what happened to its track since the tag before it, on live since the live one before; what must be done to
 * upgrade, migrations, where the changelog is, and what was written beside. Raises `clone_shallow`, `notes_too_long` (exit 5).
 */
export async function pageOf(told: Told): Promise<string> {
  const { git, track: { key, release }, version, tag, commit, workspace, tags, notes, limit } = told;
  if (notes !== undefined) {
    if (notes.length <= limit) return notes;
    throw new CommandError(
      "notes_too_long",
      `the notes have ${notes.length} characters, and the host takes ${limit}`,
      "Shorten them, and link to the rest.",
      exitCode.refused,
    );
  }
  const before = tagBefore(told.track, tags, version);
  // the commit of the tag has used up the change files that tell of it
  const tree = release.bump === "changes" ? commitTree(git.root, `${commit}^`) : workspace.tree;
  const previous = before === null ? null : { tag: before.name, commit: before.commit };
  const [stories, links] = await Promise.all([
    readStories({ git, tree, manifest: workspace.manifest }, [key], {
      until: commit,
      channel: version.channel,
      previous: { [key]: previous },
    }),
    repositoryLinks(git, workspace.manifest),
  ]);
  const story = stories[key];
  if (story === undefined) throw new Error(`nothing was read of ${key}`);
  return await notesOf({
    ...{ story, tree: workspace.tree, tag, links, limit },
    ...{ version: formatVersion(version), channel: version.channel },
  });
}

/** The tag that a version follows: the highest one below it on its channel or a safer one. Null for the first. */
function tagBefore(
  track: Track,
  tags: readonly RemoteTag[],
  version: Version,
): RemoteTag | null {
  const before = taggedVersions(track, tags).find((one) =>
    compareVersions(one.version, version) < 0 && compareChannels(one.version.channel, version.channel) >= 0
  );
  return before?.tag ?? null;
}
