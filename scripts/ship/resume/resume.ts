import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { UnfinishedShip } from "../../control-plane/control-plane.ts";
import { findShipCommit, isReachable } from "../../git/commit.ts";
import { fetchBranch, isPushed, trackingRef } from "../../git/remote.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Environment } from "../../manifest/environment.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { BuildNumber } from "../flow/build-number.ts";
import { endRun } from "../flow/end-run.ts";
import type { Flow, ShipRun } from "../flow/flow.ts";
import { resumeHint } from "../flow/flow-kinds.ts";
import type { Session } from "../flow/session.ts";
import { shipFlowFor } from "../flow/ship-flow.ts";
import { shippedBy } from "../flow/shipped-by.ts";
import { newFiles } from "../guards/late-files.ts";
import { readCloneState } from "../guards/guards.ts";
import { cloneId } from "../lease/clone.ts";
import { lockClone } from "../lease/clone-lock.ts";
import { retryWhileHeld } from "../lease/retry-while-held.ts";
import { undoOwnRebase } from "../push/marked-rebase.ts";
import type { Shipped } from "../record/outcome.ts";
import { chooseShip } from "./choose-ship.ts";
import { type JournalState, restoreFromJournal } from "./restore-from-journal.ts";
import { resumeHere, resumePushed } from "./resume-steps.ts";
import { takeOver } from "./take-over.ts";

/** What a resumed ship may be told otherwise than it was. */
interface ResumeRequest {
  id?: string;
  component?: string;
  isDeploying: boolean;
  message?: string;
  /** Seconds to wait for other ships. */
  waitSeconds: number;
  confirm?: Confirm;
}

/**
 * Goes on with an unfinished ship. What was pushed is resumed by any clone, in a work tree of its own at the commit that shipped; what
 * was not, only by the clone that began it: elsewhere raises `ship_of_another_clone` (exit 5).
 */
export async function resumeShip(session: Session, request: ResumeRequest): Promise<Shipped> {
  const { git, upstream, output, control, environment } = session;
  const limit = { seconds: request.waitSeconds, output, signal: session.signal };
  let clone = await readCloneState(git, upstream);
  let { workspace } = session;
  const { commonDir } = clone.repository;
  const lock = await retryWhileHeld(() => lockClone(commonDir, "slipway ship --resume"), limit);
  try {
    const own = cloneId(commonDir);
    const { ships } = await control.shipStatus(environment.name);
    const chosen = chooseShip(ships, { ...request, cloneId: own });
    const flow = flowOf(chosen, environment);
    if (chosen.environment !== environment.name) throw ofAnotherEnvironment(chosen);
    if (await undoOwnRebase(git, clone.repository)) {
      clone = await readCloneState(git, upstream);
      workspace = await loadWorkspace(workspace.root);
    }
    await fetchBranch(git, upstream, session.signal);
    const sha = await findCommit(session, chosen, restoreFromJournal(chosen));
    const wasPushed = sha !== "" && await isPushed(git, upstream, sha);
    const isOwn = chosen.clone_id === own;
    if (!wasPushed && !isOwn) throw elsewhere(chosen);

    const { waitSeconds, confirm } = request;
    const taken = await takeOver(session, chosen, { flow, cloneId: own, waitSeconds, confirm });
    const { journal, resumed: { component } } = taken;
    // the commit knows its number better than the journal: a rebase may have changed it
    const committed = wasPushed ? await buildAt(workspace.root, sha, component) : undefined;
    const run: ShipRun = {
      ...taken.run,
      ...{ workspace, sha, isPushed: wasPushed },
      request: {
        ...taken.run.request,
        isDeploying: journal.isDeploying && request.isDeploying,
        message: request.message ?? journal.message,
      },
      number: new BuildNumber(flow.numbering, { ...journal.number, ...committed }),
      seenFiles: journal.seenFiles ?? newFiles(clone.repository.changes),
    };
    return await endRun(run, async () => {
      await (wasPushed ? resumePushed(run, clone, journal.clone === own) : resumeHere(run, clone));
      return shippedBy(run);
    });
  } finally {
    lock.value.release();
  }
}

async function buildAt(root: string, sha: string, component: string): Promise<{ build: number }> {
  const { manifest } = await loadWorkspace(root, commitTree(root, sha));
  return { build: componentOf(manifest, component).build };
}

/**
 * By its trailer, wherever the clone has it; a ship that had nothing to commit has only the journal's word. That counts while the commit is
 * in the branch: one that the person took out again is never pushed.
 */
async function findCommit(
  { git, upstream }: Session,
  ship: UnfinishedShip,
  { sha }: JournalState,
): Promise<string> {
  // clocks of machines differ
  const since = new Date(Date.parse(ship.started_at) - 86_400_000).toISOString();
  const heads = ["HEAD", trackingRef(upstream)];
  return await findShipCommit(git, ship.ship, heads, since) ??
    (await isReachable(git, sha, heads) ? sha : "");
}

/** Ships alone are gone on with by `--resume`; the others say what to type instead. */
function flowOf({ kind, component }: UnfinishedShip, environment: Environment): Flow {
  const flow = shipFlowFor(environment);
  if (flow.kind === kind) return flow;
  throw new CommandError(
    "ship_of_another_kind",
    `this is no ship, but ${kind} of ${component}`,
    `Run ${resumeHint(kind, component)}.`,
    exitCode.refused,
  );
}

function ofAnotherEnvironment({ ship, component, environment }: UnfinishedShip): CommandError {
  return new CommandError(
    "ship_of_another_environment",
    `ship ${ship} of ${component} goes to ${environment}`,
    `Resume it there: slipway ship --resume ${ship} --env ${environment}. Or give it up: slipway ship --abandon ${ship}`,
    exitCode.refused,
  );
}

function elsewhere({ ship, component, holder }: UnfinishedShip): CommandError {
  return new CommandError(
    "ship_of_another_clone",
    `ship ${ship} of ${component} was not pushed yet, and the clone of ${holder} has it`,
    `Resume it there, or give it up: slipway ship --abandon ${ship}`,
    exitCode.refused,
  );
}
