import type { ShipKind } from "../control-plane/control-plane.ts";
import { planBump } from "../manifest/bump.ts";
import { cloneId, holderName } from "./clone.ts";
import { lockClone } from "./clone-lock.ts";
import { conclude } from "./conclude.ts";
import { holdShip } from "./held-ship.ts";
import { patiently } from "./patience.ts";
import type { PlanEdits, ShipRequest, ShipRun } from "./run.ts";
import type { Session } from "./session.ts";
import { leaseNames, targetsOf } from "./targets.ts";
import { sayHowToGoOn } from "./unfinished.ts";

export interface Opening {
  /** `ship` unless said otherwise. */
  kind?: ShipKind;
  /** Of the clone: its repository's common directory. */
  commonDir: string;
  /** What the number means for the files; `planBump` unless said otherwise. */
  planEdits?: PlanEdits;
  /** A number that is known before the bump. */
  build?: number;
  /** What is deployed to; everything that a ship of the component deploys to unless said otherwise. */
  targets?: readonly string[];
}

/**
 * Takes the clone's lock and all leases, does the work while they are renewed, and ends the ship: see `conclude`. Raises `lease_held`
 * (exit 6) when the request's patience is over, `ship_unfinished` (exit 5), and what the work raises.
 */
export async function withShip<Value>(
  session: Session,
  request: ShipRequest,
  { kind = "ship", commonDir, planEdits = planBump, build = 0, targets: given }: Opening,
  work: (run: ShipRun) => Promise<Value>,
): Promise<Value> {
  const { git, of, output, control, environment, workspace } = session;
  const { component } = request;
  const wait = { seconds: request.patience, output, signal: session.signal };
  const lock = await patiently(() => lockClone(commonDir, `slipway: ${kind} of ${component}`), wait);
  try {
    const actor = holderName();
    const targets = [...given ?? targetsOf(workspace.manifest, component)];
    const ship = { component, environment, holder: actor, cloneId: cloneId(commonDir), targets, kind };
    const lease = await patiently(() => control.beginShip(ship).catch(sayHowToGoOn(control, ship)), wait);
    const held = holdShip(control, lease.value);
    const signal = AbortSignal.any([session.signal, held.signal]);
    const run: ShipRun = {
      ...{ request, output, control, held, of, actor, signal, git, workspace, planEdits },
      ...{ isResumed: false, ended: new Set() },
      kind,
      ...{ leases: leaseNames(component, targets), mustLookAgain: lock.hasWaited || lease.hasWaited },
      ...{ build, previous: 0, isNew: false, sha: "", afterRecord: [], isPushed: false },
    };
    return await conclude(run, () => work(run));
  } finally {
    lock.value.release();
  }
}
