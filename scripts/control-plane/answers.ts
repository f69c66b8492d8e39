import { z } from "zod";
import { progressSchema } from "../watch/progress.ts";

/** What the functions of schema `ship` answer. Unknown fields are dropped: the database may learn new ones first. */

const build = z.number().int();
const text = z.string().nullable();

/** What a holder needs: its fencing token, until when it holds, and how often it must say so. */
export const shipLeaseSchema = z.object({
  ship: z.string(),
  token: z.number(),
  /** On the database's clock. */
  expires_at: z.string(),
  lease_seconds: z.number(),
  heartbeat_seconds: z.number(),
  /** The highest number this component ever used, deployed or only journalled; null when it used none. */
  highest_build: build.nullable(),
  /** SHA-256, in hex, of the notes that went out with the last ship that had any. */
  told_notes: text,
});
export type ShipLease = z.infer<typeof shipLeaseSchema>;

const journalSchema = z.array(z.object({
  step: z.string(),
  state: z.enum(["started", "done", "failed", "skipped"]),
  at: z.string(),
  detail: z.record(z.string(), z.unknown()),
}));
/** Oldest first; a resumed ship may hold a step more than once. */
export type Journal = z.infer<typeof journalSchema>;

export const kindSchema = z.enum(["ship", "ios", "notify", "rollback"]);
export type ShipKind = z.infer<typeof kindSchema>;

export const resumedShipSchema = shipLeaseSchema.extend({
  component: z.string(),
  environment: z.string(),
  kind: kindSchema,
  build: build.nullable(),
  targets: z.array(z.string()),
  started_at: z.string(),
  from_holder: z.string(),
  from_clone_id: z.string(),
  steps: journalSchema,
});
export type ResumedShip = z.infer<typeof resumedShipSchema>;

export const takenLeaseSchema = z.object({ held: z.literal(true), name: z.string(), expires_at: z.string() });
export type TakenLease = z.infer<typeof takenLeaseSchema>;

export const heartbeatSchema = z.object({ held: z.boolean(), expires_at: text });
export type Heartbeat = z.infer<typeof heartbeatSchema>;

const homeSchema = z.object({
  /** The address of the project that these rows belong to; null until it is known. */
  url: text,
  /** Why this is another project, a copy, from which nothing is sent; null at home. */
  away: text,
});
export type Home = z.infer<typeof homeSchema>;

const wakeSchema = z.object({
  /** Of the sweep, in pg_cron. */
  job: z.enum(["active", "inactive", "missing", "unavailable"]),
  /** How long ago the last sweep succeeded, on the database's clock; null: never. */
  swept_seconds_ago: z.number().nullable(),
  vault: z.enum(["ready", "missing", "unreadable"]),
  /** pg_net's; a role may not be allowed to see it. */
  worker: z.enum(["up", "unseen"]),
});
export type Wake = z.infer<typeof wakeSchema>;

const stoppedRunSchema = z.object({
  run: z.number(),
  component: z.string(),
  topic: z.string(),
  apns_environment: z.string(),
  reason: z.string(),
  detail: text,
});
export type StoppedRun = z.infer<typeof stoppedRunSchema>;

/** How far a ping came on the way that wakes the functions. */
export const pingSchema = z.object({
  state: z.enum(["waiting", "failed", "refused", "elsewhere", "answered"]),
  status: z.number().nullable(),
  error: text,
  ms: z.number(),
});
export type Ping = z.infer<typeof pingSchema>;

export const repairedSchema = z.object({ repaired: z.array(z.string()), home: homeSchema });
export type Repaired = z.infer<typeof repairedSchema>;

export const adoptedSchema = z.object({ seq: z.number(), ended: z.number(), home: homeSchema });
export type Adopted = z.infer<typeof adoptedSchema>;

/** How many deliveries ended; none when everything had ended before. */
export const stoppedSchema = z.object({ ended: z.number() });
export type Stopped = z.infer<typeof stoppedSchema>;

export const statusSchema = z.object({
  /** The database's clock. */
  now: z.string(),
  project: z.string(),
  /** The repository that ships here. */
  repository: text.optional(),
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

export const syncedSchema = z.array(z.object({
  component: z.string(),
  previous: build.nullable(),
  build,
  changed: z.boolean(),
}));
export type Synced = z.infer<typeof syncedSchema>;
