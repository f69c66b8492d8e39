import { CommandError, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Manifest } from "../manifest/schema.ts";
import type { Release } from "../manifest/schema-release.ts";
import type { Tree } from "../manifest/tree.ts";
import type { Channel } from "../tracks/channel.ts";
import { parseTag } from "../tracks/tag.ts";
import type { Change } from "./changes/change.ts";
import { readChanges } from "./changes/read-changes.ts";
import { levelAt } from "./commits/level.ts";
import { interpretCommit, type Interpreted } from "./commits/interpret.ts";
import { withoutReverted } from "./commits/without-reverted.ts";
import { evidenceOf, isEvidence } from "./evidence/evidence.ts";
import type { Facts } from "./evidence/facts.ts";
import { readFileChanges } from "./evidence/read-evidence.ts";
import { readHistory, type TrackHistory, type TrackQuestion } from "./log/read-history.ts";
import { entriesOfChanges, entriesOfCommits, type Told } from "./notes/entries.ts";
import { latestTag, readTags, type TrackTag } from "./tags.ts";
import { trackFiles } from "./track-files.ts";

/** What happened to a track since its previous tag, and what it asks for. */
export interface TrackStory {
  release: Release;
  /** All of its tags, lowest version first. */
  tags: TrackTag[];
  /** The tag, or what was given instead; null for the first release. */
  previousTag: string | null;
  history: TrackHistory;
  /** Newest first; without those that were taken back. */
  commits: Interpreted[];
  /** The change files that speak of it; none of a track whose version does not follow them. */
  changes: Change[];
  told: Told;
  facts: Facts;
}

/** The release block of a component; raises `component_unknown`, `track_missing`, exit code 2. */
export function releaseOf(manifest: Manifest, key: string): Release {
  const { release } = componentOf(manifest, key);
  if (release !== undefined) return release;
  const tracks = Object.entries(manifest.components).filter(([, one]) => one.release !== undefined).map((
    [name],
  ) => name);
  throw new CommandError(
    "track_missing",
    `${key} is no track: it has no release block in version.json`,
    tracks.length === 0
      ? "Give it one, at least with its tag's prefix."
      : `Tracks are: ${tracks.join(", ")}.`,
    exitCode.usage,
  );
}

/** What is read, and from where. */
interface StoryOptions {
  until?: string;
  channel?: Channel;
  /** Stands for every track's previous tag. */
  since?: string;
  /** The previous tags, where they were found otherwise than in this clone's own; null at a first release. */
  previous?: Readonly<Record<string, { tag: string; commit: string } | null>>;
}

/**
 * Reads all of it for several tracks, with one `git log`. Raises what `releaseOf`, `readHistory` and
 * `readChanges` find.
 */
export async function readStories(
  { git, tree, manifest }: { git: Git; tree: Tree; manifest: Manifest },
  keys: readonly string[],
  { until = "HEAD", channel = "live", since, previous: known }: StoryOptions = {},
): Promise<Record<string, TrackStory>> {
  const releases = keys.map((key): [string, Release] => [key, releaseOf(manifest, key)]);
  const tags = await readTags(git, Object.fromEntries(releases.map(([key, { tag }]) => [key, tag])));
  const previous = (key: string) =>
    known === undefined ? since ?? latestTag(tags[key] ?? [], channel)?.tag ?? null : known[key]?.tag ?? null;
  const usesChanges = releases.some(([, { bump }]) => bump === "changes");
  const [histories, { changes, findings }] = await Promise.all([
    readHistory(git, {
      until,
      tracks: Object.fromEntries(
        keys.map((key): [string, TrackQuestion] => [
          key,
          {
            since: known === undefined ? asRef(previous(key), since) : known[key]?.commit ?? null,
            touches: trackFiles(manifest, key),
          },
        ]),
      ),
    }),
    usesChanges ? readChanges({ tree, manifest }) : { changes: [], findings: [] },
  ]);
  if (findings.length > 0) throw refuseAll("changes_invalid", findings);
  const stories = releases.map(async ([key, release]): Promise<[string, TrackStory]> => {
    const history = histories[key] ?? { since: null, until, commits: [], paths: [] };
    const commits = withoutReverted(history.commits.map(interpretCommit));
    const own = release.bump === "changes"
      ? changes.filter(({ releases }) => Object.hasOwn(releases, key))
      : [];
    const told = release.bump === "changes" ? entriesOfChanges(key, own) : entriesOfCommits(commits);
    const config = release.evidence ?? { contract: [], env: [], migrations: [] };
    const files = await readFileChanges(git, { ...history, isWanted: isEvidence(config) });
    const found = evidenceOf({
      key,
      config,
      files,
      commits: release.bump === "changes" ? [] : commits,
      changes: own,
    });
    const facts = { ...found, level: levelAt(found.level, majorOf(release, previous(key)), release) };
    return [key, {
      release,
      tags: tags[key] ?? [],
      previousTag: previous(key),
      history,
      commits,
      changes: own,
      told,
      facts,
    }];
  });
  return Object.fromEntries(await Promise.all(stories));
}

/** Of the version that a tag names; what is none says nothing about how far versions rise. */
function majorOf({ tag: prefix }: Release, tag: string | null): number {
  const version = tag === null ? null : parseTag(prefix, tag);
  return version === null || "problem" in version ? 1 : version.major;
}

/** A branch may be called as a tag is. */
function asRef(name: string | null, since: string | undefined): string | null {
  return name === null || name === since ? name : `refs/tags/${name}`;
}
