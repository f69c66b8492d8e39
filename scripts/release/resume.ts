import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { actorName } from "../control-plane/actor.ts";
import type { ResumedShip } from "../control-plane/control-plane.ts";
import { readCommonDir } from "../git/repository.ts";
import { remoteTags } from "../git/tags.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { BuildNumber } from "../ship/flow/build-number.ts";
import { endRun } from "../ship/flow/end-run.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import type { Session } from "../ship/flow/session.ts";
import { cloneId } from "../ship/lease/clone.ts";
import { lockClone } from "../ship/lease/clone-lock.ts";
import { holdLease } from "../ship/lease/held-lease.ts";
import { leaseNames } from "../ship/lease/lease-names.ts";
import { retryWhileHeld } from "../ship/lease/retry-while-held.ts";
import { chooseShip } from "../ship/resume/choose-ship.ts";
import { witnessPattern } from "../ship/trust/witness.ts";
import { witnessOf } from "../ship/trust/witness.ts";
import { channels } from "../tracks/channel.ts";
import type { CutRequest, ReleaseOptions, ReleaseRun } from "./cut.ts";
import type { Released } from "./release.ts";
import { makingSteps, openingSteps, publishedSteps, releaseFlow } from "./release-flow.ts";

/**
 * Goes on with an unfinished release, from any clone: what was reserved is made anew on top of what the remote has by now, unless the tags are
 * there already. Raises `ship_unknown`, `lease_held` (exit 6), `release_not_begun` (exit 5).
 */
export async function resumeRelease(
  session: Session,
  id: string | undefined,
  { waitSeconds, confirm }: ReleaseOptions,
): Promise<Released> {
  const { git, environment, output, control, canWrite: _, ...shared } = session;
  const limit = { seconds: waitSeconds, output, signal: session.signal };
  const commonDir = await readCommonDir(git);
  const lock = await retryWhileHeld(() => lockClone(commonDir, "slipway release --resume"), limit);
  try {
    const own = cloneId(commonDir);
    const { ships } = await control.shipStatus(environment.name);
    const chosen = chooseShip(ships.filter(({ kind }) => kind === "release"), { id, cloneId: own });
    const actor = actorName();
    const asked = { ship: chosen.ship, holder: actor, cloneId: own, force: chosen.clone_id === own };
    const { value: resumed } = await retryWhileHeld(() => control.resumeShip(asked), limit);
    const lease = holdLease(control, resumed, own);
    const { request, branch = environment.upstream.branch, witness } = readJournal(resumed);
    if (request === undefined) {
      await lease.end({ outcome: "abandoned", reason: "ended before it had any version" });
      throw notBegun(resumed.ship);
    }
    const upstream = { ...environment.upstream, branch };
    const others = resumed.with_components;
    const run: ReleaseRun = {
      ...shared,
      ...{ flow: releaseFlow, environment, output, control, lease, upstream, actor, git },
      request: { component: resumed.component, isDeploying: false, waitSeconds, confirm },
      signal: AbortSignal.any([session.signal, lease.signal]),
      leaseNames: leaseNames(resumed.component, [], others),
      number: new BuildNumber("given", { build: resumed.build ?? undefined }),
      auditWitness: witness ?? await witnessOf(session.address, resumed.audit_head),
      ...{ written: new Map(), isResumed: true, ended: new Set(), isPushed: false, sha: "" },
      ...{ seenFiles: new Set(), mustLookAgain: true, afterAnnouncement: [] },
      cut: { request, base: "", tracks: [], files: [] },
    };
    return await endRun(run, async () => {
      await runSteps(run, openingSteps);
      const sha = await pushedAs(run);
      if (sha !== null) {
        run.isPushed = true;
        run.sha = sha;
        run.workspace = await loadWorkspace(git.root, commitTree(git.root, sha));
      }
      await runSteps(run, [...sha === null ? makingSteps : [], ...publishedSteps]);
      return { ship: lease.id, sha: run.sha, branch, tracks: run.cut.tracks };
    });
  } finally {
    lock.value.release();
  }
}

/** The commit that the remote has all of the tags on; null when it has none. Half of them can't be: they are pushed all or none. */
async function pushedAs({ git, cut: { tracks } }: ReleaseRun): Promise<string | null> {
  const tags = new Map((await remoteTags(git)).map(({ name, commit }) => [name, commit]));
  const [sha, another] = [...new Set(tracks.map(({ tag }) => tags.get(tag)))];
  return another === undefined ? sha ?? null : null;
}

const detailSchema = z.object({
  request: z.object({
    tracks: z.union([z.literal("changed"), z.array(z.string())]),
    channel: z.enum(channels),
    level: z.enum(["major", "minor", "patch"]).optional(),
    date: z.iso.date(),
  }).optional().catch(undefined),
  branch: z.string().optional().catch(undefined),
  audit: z.string().regex(witnessPattern).optional().catch(undefined),
});

/** What was asked for; without that, nothing had begun. */
function readJournal({ steps }: ResumedShip): { request?: CutRequest; branch?: string; witness?: string } {
  const details = steps.map(({ detail }) => detailSchema.parse(detail));
  const last = <Name extends keyof typeof details[number]>(name: Name) =>
    details.findLast((detail) => detail[name] !== undefined)?.[name];
  return { request: last("request"), branch: last("branch"), witness: last("audit") };
}

function notBegun(ship: string): CommandError {
  return new CommandError(
    "release_not_begun",
    `release ${ship} ended before it had any version, and is given up`,
    "Run the command again: nothing is lost.",
    exitCode.refused,
  );
}
