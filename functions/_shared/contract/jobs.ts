import { z } from "zod";
import { count } from "./fields.ts";
import { rpc } from "./rpc.ts";

const jobSchema = z.object({
  job: z.string(),
  /** Five fields. */
  cron: z.string(),
  tz: z.string(),
  /** Seconds that a run may end late. */
  grace_s: count,
  /** `waiting`: nothing was heard of it yet, and its first run is not over. */
  state: z.enum(["waiting", "ok", "failed", "missed"]),
  next_due_at: z.string(),
  /** When the first run was due that nobody heard of. */
  missed_since: z.string().nullable(),
  missed_count: count,
  /** What it said last. */
  last: z.object({ at: z.string(), ok: z.boolean(), ms: z.number().nullable(), note: z.string().nullable() })
    .nullable(),
});
export type Job = z.infer<typeof jobSchema>;

const statusSchema = z.object({
  /** On the database's clock. */
  now: z.string(),
  /** In the order of version.json. */
  jobs: z.array(jobSchema),
});

export const declareJobs = rpc("declare_jobs", z.object({ changed: z.boolean() }));
export const heartbeat = rpc("heartbeat", jobSchema);
export const jobStatus = rpc("job_status", statusSchema);
