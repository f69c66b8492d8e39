import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import { now } from "../runtime.ts";
import { checkOut, finishCheckout, type Here, lookHere } from "./checkout.ts";
import type { Follower } from "./follower.ts";
import { land } from "./land.ts";
import { alone } from "./lock.ts";
import { foreignWhy, rewrittenWhy } from "./refusals.ts";
import type { Memory } from "./memory.ts";
import { report, type Standing } from "./report.ts";

/** What a run came to. */
export interface Run {
  /** `busy`: another process is at it. `waiting`: a deploy that failed is not tried yet. Else how the host stands. */
  outcome: "busy" | "waiting" | Exclude<Standing["state"], "deploying">;
  branch?: string;
  sha?: string;
  /** What was deployed and verified by this run. */
  deployed?: string[];
  code?: string;
  why?: string;
  last_good?: string;
  /** Postgres knows. */
  reported?: boolean;
  exitCode: number;
}

/** What a person may add to a run. */
export interface Wishes {
  /** The head of a branch that was rewritten, or to which a host shall go back: the whole hash, or its beginning. */
  accept?: string;
  /** Only these components. */
  only?: readonly string[];
}

const exitCodes = { current: exitCode.done, failed: exitCode.failure, offline: exitCode.failure };

/**
 * One look at the branch: what moved is checked out, deployed and verified here, and Postgres hears which commit this host runs. Never touches
 * a checkout with changes, one that somebody took elsewhere, or a branch that was rewritten. Done again after a kill -9 at any point, it ends
 * where it would have ended.
 */
export async function followOnce(follower: Follower, wishes: Wishes): Promise<Run> {
  return await alone(follower, () => run(follower, wishes)) ?? { outcome: "busy", exitCode: exitCode.done };
}

async function run(follower: Follower, wishes: Wishes): Promise<Run> {
  const { git, environment: { upstream }, memory, signal, output } = follower;
  let known = await memory.read();
  let here = await lookHere(git);
  const end = async (
    standing: Omit<Standing, "here" | "lastGood">,
    more: Partial<Run> = {},
  ): Promise<Run> => {
    const { state, code, why } = standing;
    const lastGood = known?.good?.sha;
    const reported = await report(follower, { ...standing, here, lastGood });
    const drift = state === "dirty" || state === "moved" || state === "rewritten";
    return {
      outcome: state === "deploying" ? "failed" : state,
      ...{ branch: here.branch ?? upstream.branch, sha: here.head, code, why, last_good: lastGood, reported },
      exitCode: drift ? exitCode.drift : exitCodes[state === "deploying" ? "failed" : state],
      ...more,
    };
  };

  if (here.dirt.length > 0 && await finishCheckout(git, here, known)) here = await lookHere(git);
  if (here.dirt.length > 0) return await end({ state: "dirty", code: "checkout_dirty", why: dirtyWhy(here) });
  try {
    await fetchBranch(git, upstream, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandError)) throw error;
    return await end({ state: "offline", code: error.code, why: error.message });
  }
  const head = (await git.run(["rev-parse", "--verify", `${trackingRef(upstream)}^{commit}`])).stdout.trim();
  if (wishes.accept === undefined) {
    const foreign = await foreignWhy(git, upstream, { here, known, head });
    if (foreign !== null) return await end({ state: "moved", code: "checkout_moved", why: foreign });
    const rewritten = await rewrittenWhy(git, upstream, { known, head });
    if (rewritten !== null) {
      return await end({ state: "rewritten", code: "branch_rewritten", why: rewritten });
    }
  } else requireAccepted(wishes.accept, head);
  const failed = known?.failed;
  if (failed?.sha === head && wishes.accept === undefined && now() < failed.notBefore) {
    const seconds = Math.ceil((failed.notBefore - now()) / 1000);
    output.note(`It failed ${failed.tries} times; tried again in ${seconds} seconds, or with a new commit.`);
    return await end({ state: "failed", code: failed.code, why: failed.why }, { outcome: "waiting" });
  }

  known = setOut(known, here, head);
  await memory.keep(known);
  const landed = await land(follower, {
    known,
    head,
    only: wishes.only,
    checkOut: () => checkOut(git, head, signal),
  });
  known = landed.known;
  here = await lookHere(git);
  const more = { deployed: landed.deployed };
  if (landed.error !== null) {
    const { code, message, exitCode } = landed.error;
    return await end({ state: "failed", code, why: message }, { ...more, exitCode });
  }
  if (here.dirt.length === 0) {
    const { failed } = known;
    if (failed === null) return await end({ state: "current" }, more);
    // what was left out by --components still fails
    return await end({ state: "failed", code: failed.code, why: failed.why }, more);
  }
  return await end(
    { state: "dirty", code: "deploy_dirties", why: `its deploy left ${dirtyWhy(here)}` },
    more,
  );
}

/** Written down before anything is touched: a run that is killed knows from it what was its own. */
function setOut(known: Memory | null, here: Here, head: string): Memory {
  const { good = null, deployed = {}, failed = null } = known ?? {};
  return { at: head, from: here.head, good, deployed, failed: failed?.sha === head ? failed : null };
}

function requireAccepted(accept: string, head: string): void {
  if (/^[0-9a-f]{7,64}$/.test(accept) && head.startsWith(accept)) return;
  throw new CommandError(
    "accept_stale",
    `the branch is at ${head}, not at ${accept}`,
    "Look what it has now, then accept that commit.",
    exitCode.refused,
  );
}

function dirtyWhy({ dirt }: Here): string {
  const shown = dirt.slice(0, 5).join(", ");
  return `changes that nobody committed: ${shown}${dirt.length > 5 ? `, and ${dirt.length - 5} more` : ""}`;
}
