import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Git } from "../git/git.ts";
import { shipTrailer } from "../git/trailers.ts";
import type { Commit } from "../history/log/commit.ts";
import { isDocsOnly, trackFiles } from "../history/track-files.ts";
import { readStories, type TrackStory } from "../history/track-story.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isReleaseFile, isShipFile } from "./bot-commit.ts";
import { previousTag, readFacts, type TrackFacts, withBaseline } from "./facts.ts";
import { isOwn } from "./own-commit.ts";
import type { Track } from "./track.ts";

interface Place {
  git: Git;
  /** Null where nobody is asked, as in a dry run without a credential. */
  control: Pick<ControlPlane, "releaseStatus" | "shipStatus"> | null;
  environment: { name: string };
  workspace: Workspace;
}

/** A track with everything that its next version depends on. */
export interface Candidate extends TrackFacts {
  /** What happened since the latest live version, and what that asks for. */
  story: TrackStory;
  /** Commits that touched it since its last tag on any channel, documents alone not counted. */
  commits: number;
}

/**
 * What each track's next version depends on, up to the commit `base`: one `git log` for all of them. `own`: a release whose own reservations
 * don't count. Raises `clone_shallow`, and what change files that can't be used raise (exit 5).
 */
export async function readCandidates(
  place: Place,
  base: string,
  tracks: readonly Track[],
  own?: string,
): Promise<Candidate[]> {
  // a dry run sees the versions that the real one will give
  const facts = (await readFacts(place, tracks, own)).map(withBaseline);
  const happened = await whatHappened(place, base, facts);
  return facts.flatMap((fact): Candidate[] => {
    const own = happened[fact.track.key];
    return own === undefined ? [] : [{ ...fact, ...own }];
  });
}

type Happened = Record<string, Pick<Candidate, "story" | "commits">>;

/** A release looks several times at the same commit, and a commit never changes: what happened up to it, since the same tags, is read once. */
const known = new Map<string, Promise<Happened>>();

function whatHappened(place: Place, base: string, facts: readonly TrackFacts[]): Promise<Happened> {
  const tags = facts.map((
    fact,
  ) => [fact.track.key, ...[true, false].map((onlyLive) => previousTag(fact, onlyLive)?.tag)]);
  const question = JSON.stringify([place.git.root, base, tags]);
  const answer = known.get(question) ?? readHappened(place, base, facts);
  known.set(question, answer);
  return answer;
}

async function readHappened(
  { git, workspace: { manifest, tree } }: Place,
  base: string,
  facts: readonly TrackFacts[],
): Promise<Happened> {
  const keys = facts.map(({ track }) => track.key);
  const previous = Object.fromEntries(facts.map(liveTagOf));
  const [stories, since] = await Promise.all([
    readStories({ git, tree, manifest }, keys, { until: base, previous }),
    Promise.all(facts.map((fact) => commitsSince(git, base, previousTag(fact, false)?.tag.commit))),
  ]);
  return Object.fromEntries(facts.flatMap(({ track: { key } }, index): [string, Happened[string]][] => {
    const story = stories[key];
    if (story === undefined) return [];
    const recent = since[index];
    const commits = story.history.commits.filter(({ sha }) => recent?.has(sha) ?? true);
    return [[key, { story, commits: realChanges(manifest, key, commits).length }]];
  }));
}

/** The commits that a tag does not reach; undefined where there is no tag. */
async function commitsSince(
  git: Git,
  base: string,
  tag: string | undefined,
): Promise<Set<string> | undefined> {
  if (tag === undefined) return undefined;
  const { stdout } = await git.run(["rev-list", base, `^${tag}`, "--"]);
  return new Set(stdout.split("\n"));
}

/** The stories by track. */
export function storiesOf(candidates: readonly Candidate[]): Record<string, TrackStory> {
  return Object.fromEntries(candidates.map(({ track, story }) => [track.key, story]));
}

function liveTagOf(fact: TrackFacts): [string, { tag: string; commit: string } | null] {
  const live = previousTag(fact, true);
  return [fact.track.key, live === null ? null : { tag: live.tag.name, commit: live.tag.commit }];
}

/** The commits of a track without what releases and ships wrote themselves, and without documents. */
export function realChanges(manifest: Manifest, key: string, commits: readonly Commit[]): Commit[] {
  const touches = trackFiles(manifest, key);
  const owned = manifest.components[key]?.paths ?? [];
  return commits.filter((commit) => {
    if (isOwn(manifest, commit)) return false;
    const touched = commit.paths.filter(touches);
    const isShip = commit.trailers.some(({ name }) => name === shipTrailer);
    const isWritten = (path: string) => isReleaseFile(manifest, path) || isShipFile(manifest, path);
    if (isShip && touched.every(isWritten)) return false;
    return !isDocsOnly(touched, { owned });
  });
}
