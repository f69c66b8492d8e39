import { actorName } from "../../control-plane/actor.ts";
import type { ResumedShip, UnfinishedShip } from "../../control-plane/control-plane.ts";
import { BuildNumber } from "../flow/build-number.ts";
import type { Flow, ShipRequest, ShipRun } from "../flow/flow.ts";
import type { Session } from "../flow/session.ts";
import { holdLease } from "../lease/held-lease.ts";
import { leaseNames } from "../lease/lease-names.ts";
import { retryWhileHeld } from "../lease/retry-while-held.ts";
import { witnessOf } from "../trust/witness.ts";
import { type JournalState, restoreFromJournal } from "./restore-from-journal.ts";

/** How somebody goes on with a run. */
interface TakeOver {
  flow: Flow;
  /** Of this clone, whose lock is held: who had the run before is gone. */
  cloneId: string;
  waitSeconds: number;
  confirm?: ShipRequest["confirm"];
}

/** A run that somebody began, held by this process: its leases are renewed from here on. Raises `lease_held` (exit 6) while its holder lives. */
export async function takeOver(
  session: Session,
  { ship, clone_id: clone }: UnfinishedShip,
  { flow, cloneId, waitSeconds, confirm }: TakeOver,
): Promise<{ run: ShipRun; resumed: ResumedShip; journal: JournalState }> {
  const { control, canWrite: _, ...shared } = session;
  const limit = { seconds: waitSeconds, output: session.output, signal: session.signal };
  const actor = actorName();
  const asked = { ship, holder: actor, cloneId, force: clone === cloneId };
  const { value: resumed } = await retryWhileHeld(() => control.resumeShip(asked), limit);
  const lease = holdLease(control, resumed, cloneId);
  const journal = restoreFromJournal(resumed);
  const { component, targets, with_components: others } = resumed;
  const run: ShipRun = {
    ...shared,
    ...{ flow, control, lease, actor, sha: "" },
    request: {
      component,
      isDeploying: journal.isDeploying,
      message: journal.message,
      share: journal.share,
      reason: journal.reason,
      ...{ waitSeconds, confirm },
    },
    signal: AbortSignal.any([session.signal, lease.signal]),
    leaseNames: leaseNames(component, targets, others),
    number: new BuildNumber(flow.numbering, journal.number),
    auditWitness: journal.auditWitness ?? await witnessOf(session.address, resumed.audit_head),
    ...{ written: new Map(), isResumed: true, ended: journal.ended, isPushed: false },
    ...{ seenFiles: journal.seenFiles ?? new Set(), mustLookAgain: true, afterAnnouncement: [] },
  };
  return { run, resumed, journal };
}
