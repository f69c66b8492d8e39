import { actorName } from "../../control-plane/actor.ts";
import { cloneId } from "../lease/clone.ts";
import { lockClone } from "../lease/clone-lock.ts";
import { holdLease } from "../lease/held-lease.ts";
import { leaseNames, targetsOf } from "../lease/lease-names.ts";
import { retryWhileHeld } from "../lease/retry-while-held.ts";
import { BuildNumber } from "./build-number.ts";
import { endRun } from "./end-run.ts";
import type { Flow, ShipRequest, ShipRun } from "./flow.ts";
import type { Session } from "./session.ts";
import { witnessOf } from "../trust/witness.ts";
import { explainUnfinished } from "./unfinished-ship.ts";

interface BeginOptions {
  /** Of the clone: its repository's common directory. */
  commonDir: string;
  /** Numbers that are known before the first step. */
  number?: { build: number; previous?: number };
  /** New files that the guards have seen. */
  seenFiles?: ReadonlySet<string>;
  /** The commit, when it is known. */
  sha?: string;
  /** What is deployed to; everything that a ship of the component deploys to unless said otherwise. */
  targets?: readonly string[];
  /** Components that are held as well: a release of several tracks. */
  withComponents?: readonly string[];
}

/**
 * Takes the clone's lock and all leases, does the work while they are renewed, and ends the run: see `endRun`. Raises `lease_held`
 * (exit 6) when the request's time to wait is over, `ship_unfinished` (exit 5), and what the work raises.
 */
export async function runUnderLease<Value>(
  session: Session,
  flow: Flow,
  request: ShipRequest,
  { commonDir, number, seenFiles = new Set(), sha = "", targets: given, withComponents = [] }: BeginOptions,
  work: (run: ShipRun) => Promise<Value>,
): Promise<Value> {
  const { control, environment, project, workspace, canWrite: _, ...shared } = session;
  const { component } = request;
  const { kind } = flow;
  const limit = { seconds: request.waitSeconds, output: session.output, signal: session.signal };
  const lock = await retryWhileHeld(() => lockClone(commonDir, `slipway: ${kind} of ${component}`), limit);
  try {
    const [actor, clone] = [actorName(), cloneId(commonDir)];
    const targets = [...given ?? targetsOf(workspace.manifest, component)];
    const ship = {
      ...{ component, environment: environment.name, kind, targets, holder: actor, cloneId: clone },
      repository: project.hasRemote ? project.repository : undefined,
      withComponents: [...withComponents],
    };
    const begun = await retryWhileHeld(
      () => control.beginShip(ship).catch(explainUnfinished(control, ship)),
      limit,
    );
    const lease = holdLease(control, begun.value, clone);
    const auditWitness = await witnessOf(session.address, begun.value.audit_head);
    const run: ShipRun = {
      ...shared,
      ...{ flow, request, environment, project, control, lease, actor, workspace, seenFiles, sha },
      auditWitness,
      signal: AbortSignal.any([session.signal, lease.signal]),
      leaseNames: leaseNames(component, targets, withComponents),
      mustLookAgain: lock.hasWaited || begun.hasWaited,
      number: new BuildNumber(flow.numbering, number),
      ...{ written: new Map(), isResumed: false, ended: new Set(), afterAnnouncement: [], isPushed: false },
    };
    return await endRun(run, () => work(run));
  } finally {
    lock.value.release();
  }
}
