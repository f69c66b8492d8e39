import { z } from "zod";
import { now } from "../../runtime.ts";
import type { WorkerSession } from "../postgres/background-worker.ts";
import { type CronJob, cronJob, type Outcome, runJob } from "./run-job.ts";
import { readSchedule, type Schedule } from "./schedule.ts";

/** A run that ended, as the control URL shows it. */
export type Run = { jobid: number; jobname: string | null; started_at: string } & Outcome;

interface Planned {
  job: CronJob;
  schedule: Schedule;
  dueAt: number;
  isRunning: boolean;
}

type Plan = Map<number, Planned>;

interface Scheduler {
  /** Where jobs are run. */
  url: string;
  /** What falls due meanwhile is missed. */
  isPaused(): boolean;
  record(run: Run): void;
  miss(): void;
  log(line: string): void;
}

/** Upstream: cron.max_running_jobs. */
const maxRunning = 32;
/** The longest sleep: a clock that was set, or a machine that was asleep, is noticed after this. */
const longestNapMs = 60_000;

/** Starts jobs when they are due, until the session ends. */
export async function keepSchedule(session: WorkerSession, scheduler: Scheduler): Promise<void> {
  const plan: Plan = new Map();
  // What ran when the last session was lost did not end, and never gets an end_time.
  await unlessMissing(session.sql`
    update cron.job_run_details
    set status = 'failed', return_message = 'server restarted'
    where status in ('starting', 'running')`);
  let isStart = true;

  while (!session.signal.aborted) {
    await readPlan(session, plan, scheduler, isStart);
    isStart = false;
    const planned = [...plan.values()];
    planned.filter((each) => !each.isRunning && each.dueAt <= now()).forEach((each) => {
      const isFull = planned.filter(({ isRunning }) => isRunning).length >= maxRunning;
      if (!isFull) start(each, session, scheduler);
    });
    const dueIn = planned.filter((each) => !each.isRunning).map((each) => each.dueAt - now());
    await session.wait(Math.max(1, Math.min(longestNapMs, ...dueIn)));
  }
}

/** Brings the plan up to date; a job whose schedule is unchanged keeps its next moment. */
async function readPlan(
  session: WorkerSession,
  plan: Plan,
  scheduler: Scheduler,
  isStart: boolean,
): Promise<void> {
  const rows = await unlessMissing(session.sql`
    select jobid, jobname, schedule, command, database, username
    from cron.job
    where active`);
  const jobs = z.array(cronJob).parse(rows ?? []);
  const ids = new Set(jobs.map((job) => job.jobid));
  for (const id of plan.keys()) if (!ids.has(id)) plan.delete(id);

  for (const job of jobs) {
    const known = plan.get(job.jobid);
    if (known?.job.schedule === job.schedule) {
      known.job = job;
      continue;
    }
    try {
      const schedule = readSchedule(job.schedule);
      plan.set(job.jobid, {
        job,
        schedule,
        dueAt: isStart && schedule.isAtStart ? now() : schedule.next(now()),
        isRunning: known?.isRunning ?? false,
      });
    } catch (error) {
      scheduler.log(`pg_cron: job ${job.jobid} is never due: ${error}`);
    }
  }
}

/** The next moment counts from this start; when it passes before this run ends, the job starts again at once. */
function start(planned: Planned, session: WorkerSession, scheduler: Scheduler): void {
  const { job, schedule } = planned;
  const started = now();
  planned.dueAt = schedule.next(started);
  if (scheduler.isPaused()) return scheduler.miss();
  planned.isRunning = true;
  runJob(job, scheduler.url, session.sql, session.signal).then(
    (outcome) =>
      scheduler.record({
        jobid: job.jobid,
        jobname: job.jobname,
        started_at: new Date(started).toISOString(),
        ...outcome,
      }),
    (error) => {
      if (!session.signal.aborted) scheduler.log(`pg_cron: job ${job.jobid} was lost: ${error}`);
    },
  ).finally(() => {
    planned.isRunning = false;
    session.wake();
  });
}

/** Undefined while the extension is not installed. */
async function unlessMissing<T>(query: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await query;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "42P01" || code === "3F000") return undefined;
    throw error;
  }
}
