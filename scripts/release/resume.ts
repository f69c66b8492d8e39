import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { ResumedShip } from "../control-plane/control-plane.ts";
import { readCommonDir } from "../git/repository.ts";
import { tagsOfRelease } from "../git/tags.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { BuildNumber } from "../ship/flow/build-number.ts";
import { endRun } from "../ship/flow/end-run.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import type { Session } from "../ship/flow/session.ts";
import { cloneId } from "../ship/lease/clone.ts";
import { lockClone } from "../ship/lease/clone-lock.ts";
import { retryWhileHeld } from "../ship/lease/retry-while-held.ts";
import { chooseShip } from "../ship/resume/choose-ship.ts";
import { takeOver } from "../ship/resume/take-over.ts";
import { witnessPattern } from "../ship/trust/witness.ts";
import { channels } from "../tracks/channel.ts";
import { parseVersion, type Version } from "../tracks/version.ts";
import type { CutRequest, ReleaseOptions, ReleaseRun } from "./cut.ts";
import { withHookTree } from "./hook-tree.ts";
import type { Released } from "./release.ts";
import { makingSteps, openingSteps, publishedSteps, releaseFlow } from "./release-flow.ts";
import { pushStep } from "./steps/push.ts";

/**
 * Goes on with an unfinished release, from any clone: what was reserved is made anew on top of what the remote has by now, unless the tags are
 * there already. Raises `ship_unknown`, `lease_held` (exit 6), `release_not_begun` (exit 5).
 */
export async function resumeRelease(
  session: Session,
  id: string | undefined,
  { waitSeconds, askChecks, confirm }: ReleaseOptions,
): Promise<Released> {
  const { git, environment, output, control } = session;
  const limit = { seconds: waitSeconds, output, signal: session.signal };
  const commonDir = await readCommonDir(git);
  const lock = await retryWhileHeld(() => lockClone(commonDir, "slipway release --resume"), limit);
  try {
    const own = cloneId(commonDir);
    const { ships } = await control.shipStatus(environment.name);
    const chosen = chooseShip(ships.filter(({ kind }) => kind === "release"), { id, cloneId: own });
    const how = { flow: releaseFlow, cloneId: own, waitSeconds, confirm };
    const { run: taken, resumed } = await takeOver(session, chosen, how);
    const { lease } = taken;
    const { request, branch = environment.upstream.branch, witness } = readJournal(resumed);
    if (request === undefined) {
      await lease.end({ outcome: "abandoned", reason: "ended before it had any version" });
      throw notBegun(resumed.ship);
    }
    const run: ReleaseRun = {
      ...taken,
      upstream: { ...environment.upstream, branch },
      request: { component: resumed.component, isDeploying: false, waitSeconds, confirm },
      number: new BuildNumber("given", { build: resumed.build ?? undefined }),
      auditWitness: witness ?? taken.auditWitness,
      cut: { request, askChecks, base: "", tracks: [], files: [], tags: [] },
    };
    return await endRun(run, async () => {
      await runSteps(run, openingSteps);
      if (run.cut.tracks.length === 0) return { branch, tracks: [] };
      const sha = await pushedAs(run);
      if (sha !== null) {
        run.isPushed = true;
        run.sha = sha;
        run.workspace = await loadWorkspace(git.root, commitTree(git.root, sha));
      }
      const steps = [...sha === null ? makingSteps : [pushStep], ...publishedSteps];
      await withHookTree(run, () => runSteps(run, steps));
      return { ship: lease.id, sha: run.sha, branch, tracks: run.cut.tracks };
    });
  } finally {
    lock.value.release();
  }
}

/**
 * The commit that the remote has all of the tags on; null when it has none. Half of them can't be: they are pushed all or none. One of the same
 * name that somebody else made is in the way when they are pushed.
 */
async function pushedAs({ git, lease, cut: { tracks } }: ReleaseRun): Promise<string | null> {
  const names = tracks.map(({ tag }) => tag);
  const commits = await tagsOfRelease(git, names, lease.id);
  const [sha, another] = [...new Set(names.map((name) => commits.get(name)))];
  return another === undefined ? sha ?? null : null;
}

const versionSchema = z.string().transform((text, context): Version => {
  const version = parseVersion(text);
  if (!("problem" in version)) return version;
  context.addIssue({ code: "custom", message: version.problem });
  return z.NEVER;
});

const detailSchema = z.object({
  request: z.object({
    tracks: z.union([z.literal("changed"), z.array(z.string())]),
    channel: z.enum(channels),
    level: z.enum(["major", "minor", "patch"]).optional(),
    version: versionSchema.optional(),
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
