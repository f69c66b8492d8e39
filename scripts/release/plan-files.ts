import type { CommittedFile } from "../git/make-commit.ts";
import type { Git } from "../git/git.ts";
import { changelogGroups, insertEntries } from "../history/changelog/entries.ts";
import { changelogRefusal, emptyChangelog, readChangelog } from "../history/changelog/file.ts";
import { finaliseChangelog } from "../history/changelog/finalise.ts";
import { withUnreleased } from "../history/changelog/unreleased.ts";
import { usedUp } from "../history/changes/used-up.ts";
import { repositoryLinks } from "../history/notes/repository-links.ts";
import type { TrackStory } from "../history/track-story.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import { overlayTree } from "../manifest/overlay-tree.ts";
import { planVersions } from "../manifest/plan-versions.ts";
import type { TrackCut } from "./cut.ts";
import { isLiveVersion } from "./promotion.ts";

/** What a release writes, and the workspace as it is with that. */
interface PlannedFiles {
  files: CommittedFile[];
  workspace: Workspace;
}

/** What files are planned from. */
interface Sources {
  git: Git;
  workspace: Workspace;
  cuts: readonly TrackCut[];
  /** Of every track that is released. */
  stories: Readonly<Record<string, TrackStory>>;
  /** YYYY-MM-DD, in UTC. */
  date: string;
}

/**
 * Plans version.json, mirrors, README.md, changelogs and change files of all tracks at once; writes nothing. Before live, changelogs and change
 * files stay: their texts are of the version that is coming. Raises what a place that can't be written raises.
 */
export async function planFiles(sources: Sources): Promise<PlannedFiles> {
  const { workspace: { root, tree }, cuts, stories } = sources;
  const live = cuts.filter(isLiveVersion);
  const files = new Map<string, Uint8Array | null>();
  for (const { path, after } of await planVersions(sources.workspace, cuts)) files.set(path, after);
  for (const cut of live) {
    const finished = await finishedChangelog(sources, cut);
    if (finished !== null) files.set(finished.path, finished.after);
  }
  const changes = Object.values(stories).flatMap((story) => story.changes);
  const unique = [...new Map(changes.map((change) => [change.file, change])).values()];
  for (const { path, after } of await usedUp(tree, unique, live.map(({ key }) => key))) {
    files.set(path, after);
  }
  const planned = [...files].map(([path, after]) => ({ path, after }));
  return { files: planned, workspace: await loadWorkspace(root, overlayTree(tree, planned)) };
}

/** The changelog with its [Unreleased] under the version; null for a track without one. */
async function finishedChangelog(
  { git, workspace: { tree, manifest }, stories, date }: Sources,
  { key, version, tag }: TrackCut,
): Promise<CommittedFile | null> {
  const story = stories[key];
  const changelog = story?.release.changelog;
  if (story === undefined || changelog === undefined) return null;
  const { file, entries } = changelog;
  const links = await repositoryLinks(git, manifest);
  const isGenerated = entries === "generated";
  // one that is generated begins by itself
  const text = isGenerated && await tree.read(file) === null
    ? emptyChangelog
    : (await readChangelog(tree, key, file)).text;
  const told = isGenerated
    ? insertEntries(withUnreleased(text), changelogGroups(story.told, links))
    : { text };
  if ("problem" in told) throw changelogRefusal(file, told);
  const { previousTag } = story;
  const done = finaliseChangelog(told.text, { version, tag, previousTag, date, links });
  if ("problem" in done) throw changelogRefusal(file, done);
  // a release pull request has dated it already
  return done.text === text ? null : { path: file, after: new TextEncoder().encode(done.text) };
}
