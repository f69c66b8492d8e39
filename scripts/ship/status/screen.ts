import { describeTroubledJobs } from "../../jobs/job-text.ts";
import { describeOpenSteps } from "../../ledger/steps.ts";
import { lines } from "../../rollout/lines.ts";
import { showShare } from "../../rollout/share.ts";
import { resumeHint } from "../flow/flow-kinds.ts";
import type { StatusReport } from "./collect.ts";

/** The report for people; every line ends with a line break. */
export function describeStatus(
  { rows, drift, ships, announcements, rollouts, steps, jobs }: StatusReport,
): string {
  const table = [
    ["", "committed", "deployed", "served", ""],
    ...rows.map((
      { label, committed, deployed, served, host },
    ) => [label, `${committed}`, `${deployed ?? "–"}`, served ?? "–", host]),
  ];
  return [
    ...lines(table),
    ...section("Ships", (ships ?? []).map(describeShip)),
    ...section("Announcements on their way", (announcements ?? []).map(describeAnnouncement)),
    ...section("Rollouts", (rollouts?.offers ?? []).map(describeRollout)),
    ...section("Policies", (rollouts?.policies ?? []).map(describePolicy)),
    ...section("Jobs", describeTroubledJobs(jobs ?? [])),
    ...section("To be done by hand", describeOpenSteps(steps ?? [])),
    ...section("Drift", drift),
    "",
  ].join("\n");
}

function describeShip(
  { ship, component, kind, build, holder, is_alive, started_at, lease_expires_at, steps }: NonNullable<
    StatusReport["ships"]
  >[number],
): string {
  const last = steps.at(-1);
  const what = `${component}${build === null ? "" : ` ${build}`}${kind === "ship" ? "" : ` (${kind})`}`;
  const at = last === undefined ? "" : `, ${last.step} ${last.state}`;
  return is_alive
    ? `${what} under way by ${holder} since ${started_at}${at} (${ship}, until ${lease_expires_at})`
    : `${what} unfinished, by ${holder}${at}: ${resumeHint(kind, component)}${
      kind === "ship" ? ` ${ship}` : ""
    }, or slipway ship --abandon ${ship}`;
}

function describeAnnouncement(
  { seq, changes, deliveries }: NonNullable<StatusReport["announcements"]>[number],
): string {
  const moved = (changes ?? []).map(({ component, build }) => `${component} ${build}`).join(", ");
  const open = deliveries.filter(({ state }) =>
    state !== "delivered" && state !== "skipped" && state !== "superseded"
  )
    .map(({ transport, state, error }) => `${transport} ${state}${error === null ? "" : ` (${error})`}`);
  return `#${seq} ${moved}: ${open.join(", ")}`;
}

function describeRollout(
  { component, channel, build, bps, state, reason, steps, told }: NonNullable<
    StatusReport["rollouts"]
  >["offers"][number],
): string {
  const [next] = steps;
  return [
    `${component} ${build} on ${channel}: ${showShare(bps)}, ${state}${
      reason === null ? "" : ` (${reason})`
    }`,
    `${told.toLocaleString("en-US")} told`,
    ...next === undefined ? [] : [`${showShare(next.bps)} at ${next.at}`],
  ].join(", ");
}

function describePolicy(
  { component, channel, min_build: min, force_after: after, recommended_build: recommended }: NonNullable<
    StatusReport["rollouts"]
  >["policies"][number],
): string {
  return [
    `${component} on ${channel}: ${min === 0 ? "no minimum" : `at least ${min}`}`,
    ...after === null ? [] : [`blocked below from ${after}`],
    ...recommended === null ? [] : [`recommended ${recommended}`],
  ].join(", ");
}

function section(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : ["", `${title}:`, ...entries.map((entry) => `  ${entry}`)];
}
