import { z } from "zod";

const count = z.number();
const when = z.string().nullable();

/** What `ship.announcement_progress()` answers. */
export const progressSchema = z.object({
  announcement: z.string(),
  seq: count,
  announced_at: z.string(),
  now: z.string(),
  forced: z.boolean(),
  changes: z.array(z.object({ component: z.string(), build: count, previous_build: count })).nullable(),
  deliveries: z.array(z.object({
    transport: z.string(),
    kind: z.string(),
    component: z.string().nullable(),
    stopped_run: count.nullable(),
    state: z.string(),
    attempts: count,
    status: count.nullable(),
    error: z.string().nullable(),
    lag_ms: count,
  })),
  runs: z.array(z.object({
    run: count,
    component: z.string(),
    topic: z.string(),
    apns_environment: z.string(),
    state: z.string(),
    reason: z.string().nullable(),
    detail: z.string().nullable(),
    answered: count,
    sent: count,
    share: count,
    workers: count,
    takeovers: count,
    started_at: when,
    finished_at: when,
    first_answer_at: when,
    last_answer_at: when,
    failures: z.record(z.string(), count),
    retrying: count,
  })),
  complete: z.boolean(),
});

/** One look at an announcement. */
export type Progress = z.infer<typeof progressSchema>;

/** How fast a run is: devices per second since the look before, and seconds until its last device; null while unknown. */
export interface Pace {
  perSecond: number | null;
  etaSeconds: number | null;
}

/** The pace of each run (by id) between two looks at the same announcement. */
export function paces(before: Progress | null, now: Progress): Map<number, Pace> {
  const seconds = before === null ? 0 : (Date.parse(now.now) - Date.parse(before.now)) / 1000;
  const pace = (run: Progress["runs"][number]): Pace => {
    const earlier = before?.runs.find((one) => one.run === run.run);
    if (!earlier || seconds <= 0) return { perSecond: null, etaSeconds: null };
    const gainedPerSecond = (run.share - earlier.share) / seconds;
    return {
      perSecond: (run.answered - earlier.answered) / seconds,
      etaSeconds: gainedPerSecond > 0 ? (1 - run.share) / gainedPerSecond : null,
    };
  };
  return new Map(now.runs.map((run) => [run.run, pace(run)]));
}

/** Whether everything went well: an exit code for scripts. A transport that nobody set up is no failure. */
export function isFine(progress: Progress): boolean {
  return progress.deliveries.every(({ state, error }) => state !== "failed" && error !== "stopped_by_hand");
}
