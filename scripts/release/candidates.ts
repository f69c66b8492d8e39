import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Git } from "../git/git.ts";
import { shipTrailer } from "../git/trailers.ts";
import { interpretCommit } from "../history/commits/interpret.ts";
import { bumpOf } from "../history/commits/level.ts";
import type { Commit } from "../history/log/commit.ts";
import { readHistory } from "../history/log/read-history.ts";
import { isDocsOnly, trackFiles } from "../history/track-files.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isReleaseFile } from "./bot-commit.ts";
import type { Candidate } from "./choose.ts";
import { previousTag, readFacts } from "./facts.ts";
import { isOwn } from "./own-commit.ts";
import type { Track } from "./track.ts";

interface Place {
  git: Git;
  /** Null where nobody is asked, as in a dry run without a credential. */
  control: ControlPlane | null;
  environment: { name: string };
  workspace: Workspace;
}

/**
 * What each track's next version depends on, up to the commit `base`: one `git log` for all of them. `own`: a release whose own reservations
 * don't count. Raises `clone_shallow` (exit 5).
 */
export async function readCandidates(
  place: Place,
  base: string,
  tracks: readonly Track[],
  own?: string,
): Promise<Candidate[]> {
  const { git, workspace: { manifest } } = place;
  const facts = await readFacts(place, tracks, own);
  const questions = facts.flatMap((fact) => {
    const { key } = fact.track;
    const touches = trackFiles(manifest, key);
    const since = (onlyLive: boolean) => previousTag(fact, onlyLive)?.tag.commit ?? null;
    return [[`last ${key}`, { since: since(false), touches }], [`live ${key}`, {
      since: since(true),
      touches,
    }]] as const;
  });
  const history = await readHistory(git, { until: base, tracks: Object.fromEntries(questions) });
  return facts.map((fact): Candidate => {
    const { key } = fact.track;
    const touching = (which: string) => realChanges(manifest, key, history[`${which} ${key}`]?.commits ?? []);
    const sinceLive = touching("live");
    return {
      ...fact,
      changes: {
        commits: touching("last").length,
        level: fact.track.release.bump === "conventional" ? levelOf(fact, sinceLive) : null,
      },
    };
  });
}

/** Without what releases and ships wrote themselves, and without documents. */
function realChanges(manifest: Manifest, key: string, commits: readonly Commit[]): Commit[] {
  const touches = trackFiles(manifest, key);
  const owned = manifest.components[key]?.paths ?? [];
  return commits.filter((commit) => {
    if (isOwn(manifest, commit)) return false;
    const { paths, trailers } = commit;
    const own = paths.filter(touches);
    const isShip = trailers.some(({ name }) => name === shipTrailer);
    if (isShip && own.every((path) => isReleaseFile(manifest, path))) return false;
    return !isDocsOnly(own, { owned });
  });
}

function levelOf({ known }: Candidate | Omit<Candidate, "changes">, commits: readonly Commit[]) {
  const major = Math.max(
    0,
    ...known.filter(({ channel }) => channel === "live").map((version) => version.major),
  );
  return bumpOf(commits.map(interpretCommit), { major });
}
