import { z } from "zod";
import { progressSchema } from "./announcements.ts";
import { build } from "./fields.ts";
import { homeSchema, stoppedRunSchema, wakeSchema } from "./operations.ts";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

/** What a holder needs: its fencing token, until when it holds, and how often it must say so. */
const shipLeaseSchema = z.object({
  ship: z.string(),
  token: z.number(),
  /** On the database's clock. */
  expires_at: z.string(),
  lease_seconds: z.number(),
  heartbeat_seconds: z.number(),
  /** The highest number this component ever used, deployed or only journalled; null when it used none. */
  highest_build: build.nullable(),
  /** The same of each component that the ship holds. */
  highest_builds: z.record(z.string(), build.nullable()).optional(),
  /** SHA-256, in hex, of the notes that went out with the last ship that had any. */
  told_notes: text,
  /** Where the audit log stood, `<seq>:<hash>`; what can't be read is left out, and stops nobody. */
  audit_head: z.string().nullish().catch(null),
});
export type ShipLease = z.infer<typeof shipLeaseSchema>;

/** Oldest first; a resumed ship may hold a step more than once. */
const journalSchema = z.array(z.object({
  step: z.string(),
  state: z.enum(["started", "done", "failed", "skipped"]),
  at: z.string(),
  detail: z.record(z.string(), z.unknown()),
}));
const kindSchema = z.enum([
  ...["ship", "ios", "notify", "rollback", "release", "publish"] as const,
  ...["deploy", "promotion", "migrate"] as const,
]);
export type ShipKind = z.infer<typeof kindSchema>;
/** What a ship holds beside its component; a database that knows no releases says nothing of it. */
const withComponents = z.array(z.string()).default([]);

const resumedShipSchema = shipLeaseSchema.extend({
  component: z.string(),
  environment: z.string(),
  kind: kindSchema,
  build: build.nullable(),
  targets: z.array(z.string()),
  with_components: withComponents,
  started_at: z.string(),
  from_holder: z.string(),
  from_clone_id: z.string(),
  steps: journalSchema,
});
export type ResumedShip = z.infer<typeof resumedShipSchema>;

const takenLeaseSchema = z.object({ held: z.literal(true), name: z.string(), expires_at: z.string() });

const heartbeatSchema = z.object({ held: z.boolean(), expires_at: text });

const statusSchema = z.object({
  /** The database's clock. */
  now: z.string(),
  project: z.string(),
  /** The repository that ships here; null until the first link or ship. */
  repository: text,
  home: homeSchema.optional(),
  wake: wakeSchema.optional(),
  /** Of each component's last announcement. */
  stopped_runs: z.array(stoppedRunSchema).optional(),
  seq: z.number(),
  audit_head: text,
  components: z.array(z.object({
    key: z.string(),
    label: z.string(),
    name: z.string(),
    host: text,
    kind: z.string(),
    build,
    version: z.string(),
    last_move: z.object({
      build,
      previous_build: build.nullable(),
      reason: z.string(),
      moved_at: z.string(),
      commit_sha: text,
    }).nullable(),
    /** The newest build on live that not everybody may have yet; bps are hundredths of a percent. */
    rolling: z.object({ build, bps: z.number(), halt_reason: text }).nullish(),
    /** The build it was rolled back from and has not moved up since. */
    rolled_back_from: build.nullable(),
    highest_build: build,
  })),
  ships: z.array(z.object({
    ship: z.string(),
    component: z.string(),
    environment: z.string(),
    kind: kindSchema,
    build: build.nullable(),
    targets: z.array(z.string()),
    with_components: withComponents,
    holder: z.string(),
    clone_id: z.string(),
    started_at: z.string(),
    lease_expires_at: z.string(),
    is_alive: z.boolean(),
    steps: journalSchema,
  })),
  leases: z.array(z.object({
    /** `component:<key>`, `target:<name>` or `git:<branch>`. */
    name: z.string(),
    ship: z.string(),
    component: z.string(),
    holder: z.string(),
    taken_at: z.string(),
    expires_at: z.string(),
    is_alive: z.boolean(),
  })),
  /** Under way, or with a delivery that failed within the last day; oldest first. */
  announcements: z.array(progressSchema),
  transports: z.array(z.object({
    transport: z.string(),
    kind: z.string(),
    is_on: z.boolean(),
    /** How the last delivery over it ended; `not_configured` is a transport without credentials. */
    last_state: text,
    last_error: text,
    last_at: text,
  })),
});
export type ShipStatus = z.infer<typeof statusSchema>;
export type UnfinishedShip = ShipStatus["ships"][number];

const verifiedHeadsSchema = z.object({
  /** Where the chain stands; null when it is empty. */
  head: text,
  /** The first broken link. */
  problem: z.object({ seq: z.number(), problem: z.string() }).nullable(),
  /** Of the given heads those that are not in the chain. */
  missing: z.array(z.string()),
});

const linkedSchema = z.object({ repository: z.string(), linked_at: z.string(), previous: text });

export const linkRepository = rpc("link_repository", linkedSchema);
export const beginShip = rpc("begin_ship", shipLeaseSchema);
export const resumeShip = rpc("resume_ship", resumedShipSchema);
export const takeLease = rpc("take_lease", takenLeaseSchema);
/** False when it was not held. */
export const releaseLease = rpc("release_lease", z.boolean());
export const renewLease = rpc("renew_lease", heartbeatSchema);
export const recordStep = rpc("record_step", z.literal(true));
/** False when it had already ended so. */
export const finishShip = rpc("finish_ship", z.boolean());
export const abandonShip = rpc("abandon_ship", z.boolean());
/** The first broken link of the audit log, or none. */
export const verifyAudit = rpc("verify_audit", z.array(z.object({ seq: z.number(), problem: z.string() })));
export const verifyAuditHeads = rpc("verify_audit_heads", verifiedHeadsSchema);
export const shipStatus = rpc("ship_status", statusSchema);
