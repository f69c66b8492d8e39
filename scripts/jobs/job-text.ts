import type { Job } from "../../functions/_shared/contract/jobs.ts";

/** A job in one line: when it has to run, when it did, and since when nobody has heard of it. */
export function describeJob(job: Job): string {
  return `${job.job} (${job.cron}${job.tz === "UTC" ? "" : `, ${job.tz}`}): ${stateOf(job)}; due ${
    minute(job.next_due_at)
  }`;
}

/** Those that need somebody, a line each; nothing when all is well. */
export function describeTroubledJobs(jobs: readonly Job[]): string[] {
  return jobs.filter(isTroubled).map(describeJob);
}

/** Whether a run was missed or failed, and none has gone well since. */
function isTroubled({ state }: Job): boolean {
  return state === "missed" || state === "failed";
}

function stateOf({ state, last, missed_since, missed_count }: Job): string {
  const ran = last === null
    ? "never ran"
    : `ran ${minute(last.at)}${last.ms === null ? "" : ` in ${last.ms} ms`}${
      last.note === null ? "" : ` (${last.note})`
    }`;
  switch (state) {
    case "missed":
      return `missed since ${minute(missed_since ?? "")}${
        missed_count > 1 ? `, ${missed_count} runs` : ""
      }; ${ran}`;
    case "failed":
      return `failed: ${ran}`;
    default:
      return ran;
  }
}

function minute(time: string): string {
  return time === "" ? "?" : `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
