import { readCommonDir } from "../git/repository.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import type { ShipRequest } from "../ship/flow/flow.ts";
import { trustCommands } from "../ship/trust/trust.ts";
import { makeBaselines } from "./baselines.ts";
import { automaticTracks, branchOf } from "./branch.ts";
import { type Candidate, readCandidates, storiesOf } from "./candidates.ts";
import { type Choice, chooseCuts } from "./choose.ts";
import type { Cut, CutRequest, ReleaseOptions, TrackCut } from "./cut.ts";
import { requireGreen } from "./green.ts";
import { withHookTree } from "./hook-tree.ts";
import { guardPromotion } from "./promotion.ts";
import { makingSteps, openingSteps, publishedSteps, releaseFlow } from "./release-flow.ts";
import { requireClone } from "./steps/checks.ts";
import { fetchBase } from "./steps/fetch.ts";
import { concernedTracks, requireTracks, tracksOf } from "./track.ts";

/** What came of a release. */
export interface Released {
  /** Its run; undefined when there was nothing to do. */
  ship?: string;
  sha?: string;
  branch: string;
  tracks: readonly TrackCut[];
}

/**
 * Cuts a release: versions for the tracks that were asked for, as one commit and a tag for each, pushed all or none. Of tracks that others
 * released meanwhile nothing is left to do. Raises what the guards raise, before anything is written.
 */
export async function cutRelease(
  session: Session,
  request: CutRequest,
  options: ReleaseOptions,
): Promise<Released> {
  const { base, at } = await lookAround(session, request);
  await trustCommands(session, options.confirm);
  if (await makeBaselines(at, base, request, options)) return await cutRelease(session, request, options);
  const { cuts, skipped, candidates } = await choose(at, base, request);
  for (const { code, message } of skipped) session.output.warn(code, message);
  await request.agree?.({ ...at, base, cuts, stories: storiesOf(candidates) });
  // before the leases, so that nobody waits for a release that can't begin
  await guardPromotion({ ...at, candidates, cuts });
  const { askChecks, waitSeconds } = options;
  if (cuts.length > 0) await requireGreen(at, askChecks, { sha: base, seconds: waitSeconds });
  const { branch } = at.upstream;
  const [first, ...others] = cuts.map(({ key }) => key);
  if (first === undefined) return { branch, tracks: [] };
  const asked: ShipRequest = {
    component: first,
    isDeploying: false,
    waitSeconds,
    confirm: options.confirm,
  };
  const begin = { commonDir: await readCommonDir(at.git), targets: [], withComponents: others };
  return await runUnderLease(at, releaseFlow, asked, begin, async (shipRun) => {
    const cut: Cut = { request, askChecks, base, tracks: [], files: [], tags: [] };
    const run = Object.assign(shipRun, { cut });
    await runSteps(run, openingSteps);
    if (run.cut.tracks.length === 0) return { branch, tracks: [] };
    await withHookTree(run, () => runSteps(run, [...makingSteps, ...publishedSteps]));
    return { ship: run.lease.id, sha: run.sha, branch, tracks: run.cut.tracks };
  });
}

/** A session that works on the release's branch, as the remote has it. */
interface Place {
  base: string;
  at: Session;
}

/** Fetches what a release is made of. Raises `track_unknown`, `track_missing` (exit 2) and what `branchOf` raises. */
export async function lookAround(session: Session, request: CutRequest): Promise<Place> {
  const { workspace, git, environment, signal } = session;
  const asked = request.tracks === "changed"
    ? automaticTracks(tracksOf(workspace.manifest), request)
    : requireTracks(workspace.manifest, request.tracks);
  if (request.tracks === "changed") requireTracks(workspace.manifest, asked.map(({ key }) => key));
  const upstream = { ...environment.upstream, branch: branchOf(asked, request, environment) };
  await requireClone(session);
  const base = await fetchBase(git, upstream, signal);
  const at = { ...session, upstream, workspace: await loadWorkspace(git.root, commitTree(git.root, base)) };
  return { base, at };
}

/** What would be released right now. */
export async function choose(
  at: Session,
  base: string,
  request: CutRequest,
): Promise<Choice & { candidates: Candidate[] }> {
  const tracks = concernedTracks(at.workspace.manifest, request.tracks);
  const control = at.canWrite ? at.control : null;
  const candidates = await readCandidates({ ...at, control }, base, tracks);
  return { ...chooseCuts(candidates, request), candidates };
}
