import { Cron } from "croner";

/** A schedule that `cron.schedule` accepted. */
export interface Schedule {
  /** When the next run is due, in ms since 1970, for a run that started (or a job that was scheduled) at `from`. */
  next(from: number): number;
}

/** Reads `'N seconds'` or five fields in GMT (`$` = the last day of the month). Raises for what cron would never run. */
export function readSchedule(text: string): Schedule {
  const seconds = /^\s*(\d+)\s+seconds?\s*$/i.exec(text)?.[1];
  if (seconds !== undefined) return { next: (from) => from + Number(seconds) * 1000 };
  const pattern = text.trim().replace("$", "L").replace(/^@midnight$/i, "@daily");
  const cron = new Cron(pattern, { timezone: "UTC", paused: true });
  // A date that never comes, such as 30 February, is accepted and never due.
  return { next: (from) => cron.nextRun(new Date(from))?.getTime() ?? Infinity };
}
