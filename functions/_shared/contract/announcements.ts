import { z } from "zod";
import { count } from "./fields.ts";
import { rpc } from "./rpc.ts";

const reportSchema = z.object({
  announcement: z.string(),
  broadcast: z.object({ ok: z.boolean(), status: z.number().nullish().transform((value) => value ?? null) }),
  apns: z.object({
    sent: count,
    total: count,
    /** How the pushes of the announcement ended, and why when not everybody was told. */
    state: z.string().nullish(),
    error: z.string().nullish(),
    detail: z.string().nullish(),
    results: z.array(z.object({
      device: z.number(),
      status: z.number().nullable(),
      reason: z.string().nullable(),
    })),
  }),
  complete: z.boolean(),
});
/** How an announcement went, for whoever asked for it. */
export type AnnouncementReport = z.infer<typeof reportSchema>;

const number = z.number();
const when = z.string().nullable();

export const progressSchema = z.object({
  announcement: z.string(),
  seq: number,
  announced_at: z.string(),
  now: z.string(),
  forced: z.boolean(),
  changes: z.array(z.object({
    component: z.string(),
    channel: z.string().optional(),
    /** build-available, build-offered or policy-changed. */
    event: z.string().optional(),
    /** The share of the devices, in hundredths of a percent. */
    bps: number.optional(),
    build: number,
    previous_build: number,
  })).nullable(),
  deliveries: z.array(z.object({
    transport: z.string(),
    kind: z.string(),
    component: z.string().nullable(),
    stopped_run: number.nullable(),
    state: z.string(),
    attempts: number,
    status: number.nullable(),
    error: z.string().nullable(),
    lag_ms: number,
  })),
  runs: z.array(z.object({
    run: number,
    component: z.string(),
    topic: z.string(),
    apns_environment: z.string(),
    from_bps: number.optional(),
    to_bps: number.optional(),
    state: z.string(),
    reason: z.string().nullable(),
    detail: z.string().nullable(),
    answered: number,
    sent: number,
    share: number,
    workers: number,
    takeovers: number,
    started_at: when,
    finished_at: when,
    first_answer_at: when,
    last_answer_at: when,
    failures: z.record(z.string(), number),
    retrying: number,
  })),
  complete: z.boolean(),
});
/** One look at an announcement. */
export type Progress = z.infer<typeof progressSchema>;

/** How many deliveries ended; none when everything had ended before. */
const stoppedSchema = z.object({
  ended: z.number(),
  /** Rollouts that it was a step of. */
  halted: z.array(z.object({ component: z.string(), channel: z.string(), build: z.number() })),
});

/** Answers the announcement's id. */
export const reannounce = rpc("reannounce", z.uuid());
export const announcementReport = rpc("announcement_report", reportSchema);
/** Null when there is none. */
export const announcementProgress = rpc("announcement_progress", progressSchema.nullable());
export const stopAnnouncement = rpc("stop_announcement", stoppedSchema);
