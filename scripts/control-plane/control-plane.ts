import { z } from "zod";
import { type Manifest, manifestSchema } from "../../functions/_shared/schemas.ts";
import { type Progress, progressSchema } from "../watch/progress.ts";
import {
  type Adopted,
  adoptedSchema,
  type Heartbeat,
  heartbeatSchema,
  type Ping,
  pingSchema,
  type Repaired,
  repairedSchema,
  type ResumedShip,
  resumedShipSchema,
  type ShipKind,
  type ShipLease,
  shipLeaseSchema,
  type ShipStatus,
  statusSchema,
  type Stopped,
  stoppedSchema,
  type Synced,
  syncedSchema,
  type TakenLease,
  takenLeaseSchema,
} from "./answers.ts";
import { createCall } from "./call.ts";
import type { Credential } from "./credentials.ts";

export type * from "./answers.ts";

/** Who holds a ship: what every call after `beginShip` shows. */
export interface Held {
  ship: string;
  token: number;
}

/** Either the ship did what it was for, or it says why it did not. */
export type Ending = { outcome: "done" } | { outcome: "abandoned"; reason: string };

/**
 * The project's control plane. Every method raises CommandError: the database's stable code (`lease_held` ends the
 * process with 6), `credential_refused` (4), `control_plane_unreachable` (1); see `refusal.ts`.
 */
export interface ControlPlane {
  /** Takes `component:<key>` and `target:<name>`…, all or none: `lease_held`, `ship_unfinished`. */
  beginShip(args: {
    component: string;
    environment: string;
    holder: string;
    cloneId: string;
    targets: string[];
    build?: number;
    kind?: ShipKind;
  }): Promise<ShipLease>;
  /** `lease_held` while the holder lives, unless `force` and it is the same clone; `ship_unknown`, `ship_finished`. */
  resumeShip(
    args: { ship: string; holder: string; cloneId: string; force?: boolean },
  ): Promise<ResumedShip>;
  /** One more lease, as `git:main`: `lease_held`, `lease_lost`. */
  takeLease(held: Held, name: string): Promise<TakenLease>;
  /** Gives one lease back, or all: then the ship may be resumed at once. False when it was not held. */
  releaseLease(held: Held, name?: string): Promise<boolean>;
  /** The heartbeat. `held: false`: somebody else has taken over; stop. */
  renewLease(held: Held): Promise<Heartbeat>;
  /** Journals and renews: `lease_lost`. A whole number `build` in the detail becomes the number the ship uses. */
  recordStep(
    held: Held,
    step: string,
    state: "started" | "done" | "failed" | "skipped",
    detail?: Record<string, unknown>,
  ): Promise<true>;
  /** Ends the ship and gives everything back: `lease_lost`. False when it had already ended so. */
  finishShip(held: Held, ending: Ending): Promise<boolean>;
  /** From anywhere: `lease_held` while the holder lives, unless `force`. False when it was abandoned before. */
  abandonShip(args: { ship: string; holder: string; reason: string; force?: boolean }): Promise<boolean>;
  shipStatus(environment: string): Promise<ShipStatus>;
  /** Raises builds, all or only `onlyComponent`'s; the notes travel to the build move and the chat. */
  syncManifest(args: {
    manifest: unknown;
    commitSha?: string;
    actor?: string;
    onlyComponent?: string;
    notes?: string;
  }): Promise<Synced>;
  /** A forced announcement of the present build; with notes they are its body. Its id. */
  reannounce(args: { component: string; reason: string; notes?: string }): Promise<string>;
  /** Failed broadcasts and chat messages of the last day are tried once more; how many. */
  retryDeliveries(): Promise<number>;
  confirmStoreBuild(args: {
    component: string;
    build: number;
    version?: string;
    installableAt?: string;
    raise?: boolean;
  }): Promise<void>;
  rollback(args: { component: string; build: number; reason: string }): Promise<void>;
  /** How far an announcement is, the newest when none is named; null when there is none. */
  announcementProgress(announcement?: string): Promise<Progress | null>;
  /** Ends what is under way of an announcement: `announcement_unknown`, `reason_missing`. */
  stopAnnouncement(args: { announcement: string; reason: string; actor: string }): Promise<Stopped>;
  /** Puts back what a dump does not carry: the sweep's job, and in the vault where and with which key functions are called. */
  repair(args: { projectUrl: string; secretKey: string }): Promise<Repaired>;
  /** Says that the project behind this address is where its rows are at home from now on. */
  adoptHome(args: { reason: string; actor: string }): Promise<Adopted>;
  /** Sends a nonce along the way that wakes the functions: `project_away`, `wake_not_configured`. */
  sendPing(): Promise<string>;
  pingStatus(nonce: string): Promise<Ping | null>;
  /** What is deployed; the one call that works with a publishable key. */
  manifest(): Promise<Manifest>;
}

const repeatable = { isRepeatable: true };

/** A client of the project's Data API; opens no connection before the first call. */
export function connect(credential: Credential): ControlPlane {
  const call = createCall(credential);
  const nothing = z.unknown().transform(() => {});
  return {
    beginShip: ({ cloneId, ...args }) => call("begin_ship", { ...args, clone_id: cloneId }, shipLeaseSchema),
    resumeShip: ({ cloneId, ...args }) =>
      call("resume_ship", { ...args, clone_id: cloneId }, resumedShipSchema),
    takeLease: (held, name) => call("take_lease", { ...only(held), name }, takenLeaseSchema, repeatable),
    releaseLease: (held, name) =>
      call("release_lease", { ...only(held), name: name ?? null }, z.boolean(), repeatable),
    renewLease: (held) => call("renew_lease", only(held), heartbeatSchema, repeatable),
    recordStep: (held, step, state, detail = {}) =>
      call("record_step", { ...only(held), step, state, detail }, z.literal(true), repeatable),
    finishShip: (held, ending) => call("finish_ship", { ...only(held), ...ending }, z.boolean(), repeatable),
    abandonShip: (args) => call("abandon_ship", args, z.boolean(), repeatable),
    shipStatus: (environment) => call("ship_status", { environment }, statusSchema, repeatable),
    syncManifest: ({ manifest, commitSha, actor, onlyComponent, notes }) =>
      call("sync_manifest", {
        manifest,
        commit_sha: commitSha,
        actor,
        only_component: onlyComponent,
        notes: clean(notes),
      }, syncedSchema),
    reannounce: ({ notes, ...args }) => call("reannounce", { ...args, notes: clean(notes) }, z.uuid()),
    retryDeliveries: () => call("retry_deliveries", {}, z.number()),
    confirmStoreBuild: ({ installableAt, ...args }) =>
      call("confirm_store_build", { ...args, installable_at: installableAt }, nothing, repeatable),
    rollback: (args) => call("rollback", args, nothing),
    announcementProgress: (announcement) =>
      call(
        "announcement_progress",
        { announcement: announcement ?? null },
        progressSchema.nullable(),
        repeatable,
      ),
    stopAnnouncement: (args) => call("stop_announcement", args, stoppedSchema, repeatable),
    repair: ({ projectUrl, secretKey }) =>
      call("repair", { project_url: projectUrl, secret_key: secretKey }, repairedSchema, repeatable),
    adoptHome: (args) => call("adopt_home", args, adoptedSchema),
    sendPing: () => call("send_ping", {}, z.uuid(), repeatable),
    pingStatus: (nonce) => call("ping_status", { nonce }, pingSchema.nullable(), repeatable),
    manifest: () => call("manifest", {}, manifestSchema, repeatable),
  };
}

/** Callers pass what they were answered, which has more than a function takes. */
function only({ ship, token }: Held): Record<string, unknown> {
  return { ship, token };
}

/** Postgres stores no NUL; a stray one in a notes file must not stop the record of a build that is out. */
function clean(notes: string | undefined): string | undefined {
  return notes?.replaceAll("\0", "");
}
