import * as ships from "../../../functions/_shared/contract/ships.ts";
import { type Call, repeatable } from "../call.ts";
import { type Held, only } from "./held.ts";

/** Either the ship did what it was for, or it says why it did not. */
export type Ending = { outcome: "done" } | { outcome: "abandoned"; reason: string };

export const shipCalls = (call: Call) => ({
  /** Remembers the repository that ships here: `project_other` for another one than before, unless it adopts the project. */
  linkRepository: (args: { repository: string; adopt: boolean; actor: string }) =>
    call(ships.linkRepository, args, repeatable),
  /** Takes `component:<key>`… and `target:<name>`…, all or none: `lease_held`, `ship_unfinished`, `project_other`. */
  beginShip: ({ cloneId, withComponents, ...args }: {
    component: string;
    environment: string;
    holder: string;
    cloneId: string;
    targets: string[];
    /** What it ships beside `component`, held in the same way. */
    withComponents?: string[];
    /** The identity of the repository; left out where there is no remote to tell it by. */
    repository?: string;
    build?: number;
    kind?: ships.ShipKind;
  }) => call(ships.beginShip, { ...args, clone_id: cloneId, with_components: withComponents }),
  /** `lease_held` while the holder lives, unless `force` and it is the same clone; `ship_unknown`, `ship_finished`. */
  resumeShip: ({ cloneId, ...args }: { ship: string; holder: string; cloneId: string; force?: boolean }) =>
    call(ships.resumeShip, { ...args, clone_id: cloneId }),
  /** One more lease, as `git:main`: `lease_held`, `lease_lost`. */
  takeLease: (held: Held, name: string) => call(ships.takeLease, { ...only(held), name }, repeatable),
  /** Gives one lease back, or all: then the ship may be resumed at once. False when it was not held. */
  releaseLease: (held: Held, name?: string) => call(ships.releaseLease, { ...only(held), name }, repeatable),
  /** The heartbeat. `held: false`: somebody else has taken over; stop. */
  renewLease: (held: Held) => call(ships.renewLease, only(held), repeatable),
  /** Journals and renews: `lease_lost`. A whole number `build` in the detail becomes the number the ship uses. */
  recordStep: (
    held: Held,
    step: string,
    state: "started" | "done" | "failed" | "skipped",
    detail: Record<string, unknown> = {},
  ) => call(ships.recordStep, { ...only(held), step, state, detail }, repeatable),
  /** Ends the ship and gives everything back: `lease_lost`. False when it had already ended so. */
  finishShip: (held: Held, ending: Ending) =>
    call(ships.finishShip, { ...only(held), ...ending }, repeatable),
  /** From anywhere: `lease_held` while the holder lives, unless `force`. False when it was abandoned before. */
  abandonShip: (args: { ship: string; holder: string; reason: string; force?: boolean }) =>
    call(ships.abandonShip, args, repeatable),
  shipStatus: (environment: string) => call(ships.shipStatus, { environment }, repeatable),
  /** The first broken link of the audit log from an entry on, or none; also when the log has not this head any more. */
  verifyAudit: ({ fromSeq, expectedHead }: { fromSeq: number; expectedHead: string }) =>
    call(ships.verifyAudit, { from_seq: fromSeq, expected_head: expectedHead }, repeatable),
  /** The whole audit log beside heads that were kept elsewhere. */
  verifyAuditHeads: (heads: readonly string[]) =>
    call(ships.verifyAuditHeads, { heads: [...heads] }, repeatable),
});
