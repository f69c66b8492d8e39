import type { Progress } from "../../functions/_shared/contract/announcements.ts";

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
