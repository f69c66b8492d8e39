import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { UnfinishedShip } from "../../control-plane/control-plane.ts";
import { findShipCommit, isReachable } from "../../git/commit.ts";
import { fetchBranch, isPushed, trackingRef } from "../../git/remote.ts";
import { planBump } from "../../manifest/bump.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { cloneId, holderName } from "../lease/clone.ts";
import { lockClone } from "../lease/clone-lock.ts";
import { conclude } from "../flow/end-run.ts";
import { goOnWith } from "../flow/flows.ts";
import { readScene } from "../guards/guards.ts";
import { holdShip } from "../lease/held-lease.ts";
import { patiently } from "../lease/retry-while-held.ts";
import { undoOwnRebase } from "../push/marked-rebase.ts";
import { recall, type Recollection } from "./restore-from-journal.ts";
import { resumeHere, resumePushed } from "./resume-steps.ts";
import type { ShipRun } from "../flow/ship-run.ts";
import type { Session } from "../flow/session.ts";
import type { Shipped } from "../ship.ts";
import { leaseNames } from "../lease/lease-names.ts";
import { chooseShip } from "./choose-ship.ts";

/** What a resumed ship may be told otherwise than it was. */
export interface ResumeRequest {
  id?: string;
  component?: string;
  isDeploying: boolean;
  message?: string;
  /** Seconds to wait for other ships. */
  patience: number;
}

/**
 * Goes on with an unfinished ship. What was pushed is resumed by any clone, in a work tree of its own at the commit that shipped; what
 * was not, only by the clone that began it: elsewhere raises `ship_of_another_clone` (exit 5).
 */
export async function resumeShip(session: Session, request: ResumeRequest): Promise<Shipped> {
  const { git, of, output, control, environment } = session;
  const wait = { seconds: request.patience, output, signal: session.signal };
  let scene = await readScene(git, of);
  let { workspace } = session;
  const { commonDir } = scene.repository;
  const lock = await patiently(() => lockClone(commonDir, "slipway ship --resume"), wait);
  try {
    const own = cloneId(commonDir);
    const chosen = chooseShip((await control.shipStatus(environment)).ships, { ...request, cloneId: own });
    requireShip(chosen);
    if (await undoOwnRebase(git, scene.repository)) {
      scene = await readScene(git, of);
      workspace = await loadWorkspace(workspace.root);
    }
    await fetchBranch(git, of, session.signal);
    const memory = recall(chosen);
    const sha = await findCommit(session, chosen, memory);
    const wasPushed = sha !== "" && await isPushed(git, of, sha);
    if (!wasPushed && chosen.clone_id !== own) throw elsewhere(chosen);

    const actor = holderName();
    // who holds this clone's lock knows that the process which had the ship is gone
    const asked = { ship: chosen.ship, holder: actor, cloneId: own, force: chosen.clone_id === own };
    const { value: lease } = await patiently(() => control.resumeShip(asked), wait);
    const held = holdShip(control, lease);
    const { component } = lease;
    const signal = AbortSignal.any([session.signal, held.signal]);
    const { isDeploying, message, ...numbers } = recall(lease);
    const run: ShipRun = {
      request: {
        component,
        isDeploying: isDeploying && request.isDeploying,
        message: request.message ?? message,
        patience: request.patience,
      },
      ...{
        output,
        control,
        held,
        of,
        actor,
        signal,
        git,
        workspace,
        planEdits: planBump,
        isResumed: true,
        kind: chosen.kind,
        isPushed: wasPushed,
      },
      ...{ leases: leaseNames(component, lease.targets), mustLookAgain: true, afterRecord: [] },
      ...numbers,
      sha,
    };
    return await conclude(run, async () => {
      await (wasPushed ? resumePushed(run, scene, chosen.clone_id === own) : resumeHere(run, scene));
      return { ship: held.id, sha: run.sha, outcome: run.outcome };
    });
  } finally {
    lock.value.release();
  }
}

/**
 * By its trailer, wherever the clone has it; a ship that had nothing to commit has only the journal's word. That counts while the commit is
 * in the branch: one that the person took out again is never pushed.
 */
async function findCommit(
  { git, of }: Session,
  ship: UnfinishedShip,
  { sha }: Recollection,
): Promise<string> {
  // clocks of machines differ
  const since = new Date(Date.parse(ship.started_at) - 86_400_000).toISOString();
  const heads = ["HEAD", trackingRef(of)];
  return await findShipCommit(git, ship.ship, heads, since) ??
    (await isReachable(git, sha, heads) ? sha : "");
}

function requireShip({ kind, component }: UnfinishedShip): void {
  if (kind === "ship") return;
  throw new CommandError(
    "ship_of_another_kind",
    `this is no ship, but ${kind} of ${component}`,
    `Run ${goOnWith(kind, component)}.`,
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
