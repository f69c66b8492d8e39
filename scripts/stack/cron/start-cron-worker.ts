import { z } from "zod";
import { startControl } from "../control.ts";
import { startBackgroundWorker } from "../postgres/background-worker.ts";
import { keepSchedule, type Run } from "./keep-schedule.ts";

/** The stand-in for pg_cron's scheduler. */
export interface CronWorker {
  /** GET settings, the last 100 runs and how many were missed, PUT `{paused}`, DELETE resets. */
  controlUrl: string;
  /** Cancels what runs. May be called again. */
  stop(): Promise<void>;
}

const keptRuns = 100;

const cronSettings = z.strictObject({
  /** Runs that fall due while this is set are missed, not made up. */
  paused: z.boolean().default(false),
});

/**
 * Starts the scheduler; it may start before the extension is installed, and reconnects when Postgres comes back.
 * One instance of a job at a time; runs that were missed are not made up.
 */
export async function startCronWorker(
  options: { superuserUrl: string; log?: (line: string) => void },
): Promise<CronWorker> {
  let settings = cronSettings.parse({});
  let runs: Run[] = [];
  let missed = 0;

  const worker = startBackgroundWorker({
    url: options.superuserUrl,
    name: "pg_cron scheduler",
    channel: "pg_cron_changed",
    log: options.log,
    work: (session) =>
      keepSchedule(session, {
        url: options.superuserUrl,
        isPaused: () => settings.paused,
        miss: () => missed++,
        record: (run) => runs = [...runs, run].slice(-keptRuns),
        log: options.log ?? (() => {}),
      }),
  });

  const control = await startControl({
    schema: cronSettings,
    apply: (next) => settings = next,
    received: () => ({ runs, missed }),
    forget() {
      runs = [];
      missed = 0;
    },
    actions: {},
  });

  return {
    controlUrl: control.url,
    async stop() {
      await Promise.all([worker.stop(), control.stop()]);
    },
  };
}
