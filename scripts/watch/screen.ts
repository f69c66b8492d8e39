import type { Progress } from "../../functions/_shared/contract/announcements.ts";
import { type Pace, paces } from "./progress.ts";

const barWidth = 24;

/** The lines of one look: what moved, each transport with its lag, each push run with a bar, a rate and its failures. */
export function describeProgress(before: Progress | null, now: Progress): string[] {
  const pace = paces(before, now);
  const moved = (now.changes ?? []).map(changeText);
  return [
    `#${now.seq}${now.forced ? " (again)" : ""}  ${moved.join(", ")}  ${now.announcement}`,
    ...now.deliveries.map(deliveryLine),
    ...now.runs.flatMap((run) => runLines(run, pace.get(run.run))),
  ];
}

function changeText(
  { component, channel = "live", event, bps = 10_000, build, previous_build }: NonNullable<
    Progress["changes"]
  >[number],
): string {
  const on = channel === "live" ? "" : ` on ${channel}`;
  if (event === "policy-changed") return `${component}${on}: apps read the feed again`;
  if (event === "build-offered") return `${component} ${build}${on} for ${bps / 100}% of the devices`;
  return `${component} ${previous_build} → ${build}${on}`;
}

function deliveryLine(delivery: Progress["deliveries"][number]): string {
  const what = delivery.stopped_run === null
    ? delivery.component ?? ""
    : `run ${delivery.stopped_run} stopped`;
  const attempts = delivery.attempts > 1 ? `, attempt ${delivery.attempts}` : "";
  const why = [delivery.status, delivery.error].filter((part) => part !== null).join(" ");
  return `  ${delivery.transport.padEnd(10)} ${what.padEnd(14)} ${delivery.state.padEnd(11)} ${
    duration(delivery.lag_ms)
  }${attempts}${why === "" || delivery.state === "delivered" ? "" : `  ${why}`}`;
}

function runLines(run: Progress["runs"][number], pace: Pace | undefined): string[] {
  const filled = Math.floor(run.share * barWidth);
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
  const isLive = run.state === "running" || run.state === "retrying";
  const rate = isLive && pace?.perSecond ? `  ${Math.round(pace.perSecond).toLocaleString("en-US")}/s` : "";
  const eta = isLive && pace?.etaSeconds ? `  ${duration(pace.etaSeconds * 1000)} left` : "";
  const counts = `${run.sent.toLocaleString("en-US")} of ${run.answered.toLocaleString("en-US")} told`;
  const failures = Object.entries(run.failures).sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count.toLocaleString("en-US")}`);
  const more = [
    ...failures,
    ...run.retrying > 0 ? [`${run.retrying.toLocaleString("en-US")} to be tried again`] : [],
    ...run.takeovers > 0 ? [`${run.takeovers} ${run.takeovers === 1 ? "takeover" : "takeovers"}`] : [],
    ...isLive && run.workers > 0 ? [`${run.workers} ${run.workers === 1 ? "worker" : "workers"}`] : [],
  ];
  return [
    `  ${run.topic} ${run.apns_environment}${cohortText(run)}`,
    `  ${bar} ${run.state.padEnd(10)} ${counts}${rate}${eta}`,
    ...more.length > 0 ? [`    ${more.join(", ")}`] : [],
    ...run.reason === null ? [] : [`    stopped: ${run.reason}${run.detail ? ` (${run.detail})` : ""}`],
    ...run.state === "stopped" ? [`    fix the cause, then: select ship.resume_push_run(${run.run});`] : [],
    ...run.reason === "too_many_deactivations"
      ? [`    if they are really gone: select ship.accept_deactivations(${run.run}, '<why>');`]
      : [],
  ];
}

/** Whom a step of a rollout tells; whoever came since the last step as well. */
function cohortText({ from_bps: from = 0, to_bps: to = 10_000 }: Progress["runs"][number]): string {
  return from === 0 && to === 10_000 ? "" : `, devices from ${from / 100}% to ${to / 100}%`;
}

/** Milliseconds as people say them. */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
