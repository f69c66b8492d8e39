import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Git } from "../git/git.ts";
import { releaseTrailer, shipTrailer } from "../git/trailers.ts";
import type { Commit } from "../history/log/commit.ts";
import { readHistory } from "../history/log/read-history.ts";
import { isDocsOnly, trackFiles } from "../history/track-files.ts";
import { readStories, type TrackStory } from "../history/track-story.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isBotCommit, isReleaseFile } from "./bot-commit.ts";
import { previousTag, readFacts, type TrackFacts } from "./facts.ts";
import type { Track } from "./track.ts";

interface Place {
  git: Git;
  /** Null where nobody is asked, as in a dry run without a credential. */
  control: ControlPlane | null;
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
 * What each track's next version depends on, up to the commit `base`: two `git log` for all of them. `own`: a release whose own reservations
 * don't count. Raises `clone_shallow`, and what change files that can't be used raise (exit 5).
 */
export async function readCandidates(
  place: Place,
  base: string,
  tracks: readonly Track[],
  own?: string,
): Promise<Candidate[]> {
  const { git, workspace: { manifest, tree } } = place;
  const facts = await readFacts(place, tracks, own);
  const keys = tracks.map(({ key }) => key);
  const [stories, recent] = await Promise.all([
    readStories({ git, tree, manifest }, keys, {
      until: base,
      previous: Object.fromEntries(facts.map(liveTagOf)),
    }),
    readHistory(git, {
      until: base,
      tracks: Object.fromEntries(facts.map((fact) => [fact.track.key, {
        since: previousTag(fact, false)?.tag.commit ?? null,
        touches: trackFiles(manifest, fact.track.key),
      }])),
    }),
  ]);
  return facts.flatMap((fact): Candidate[] => {
    const { key } = fact.track;
    const story = stories[key];
    if (story === undefined) return [];
    return [{ ...fact, story, commits: realChanges(manifest, key, recent[key]?.commits ?? []).length }];
  });
}

function liveTagOf(fact: TrackFacts): [string, { tag: string; commit: string } | null] {
  const live = previousTag(fact, true);
  return [fact.track.key, live === null ? null : { tag: live.tag.name, commit: live.tag.commit }];
}

/** Without what releases and ships wrote themselves, and without documents. */
function realChanges(manifest: Manifest, key: string, commits: readonly Commit[]): Commit[] {
  const touches = trackFiles(manifest, key);
  const owned = manifest.components[key]?.paths ?? [];
  return commits.filter(({ paths, trailers }) => {
    const valuesOf = (name: string) =>
      trailers.filter((trailer) => trailer.name === name).map(({ value }) => value);
    if (isBotCommit(manifest, { releases: valuesOf(releaseTrailer), paths })) return false;
    const touched = paths.filter(touches);
    const isShip = valuesOf(shipTrailer).length > 0;
    if (isShip && touched.every((path) => isReleaseFile(manifest, path))) return false;
    return !isDocsOnly(touched, { owned });
  });
}
