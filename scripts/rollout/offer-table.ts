import type { Cohort, RolloutStatus } from "../../functions/_shared/contract/updates.ts";
import { lines } from "./lines.ts";
import { everybody, showShare } from "./share.ts";

const barWidth = 20;

/** An offer and how many devices its share is; null where nobody asked. */
export type ShownOffer = RolloutStatus["offers"][number] & { cohort: Cohort | null };

/** The offers of a component as a table with a bar each, and what comes next. */
export function describeOffers(component: string, offers: readonly ShownOffer[]): string {
  if (offers.length === 0) {
    return `${component} offers nothing yet: slipway rollout ${component} --build N --to 5%\n`;
  }
  const table = offers.map((offer) => [
    offer.channel,
    `${offer.build}`,
    offer.version ?? "",
    bar(offer.bps),
    showShare(offer.bps),
    offer.state,
    cohortText(offer),
    `${number(offer.told)} told${offer.failed > 0 ? `, ${number(offer.failed)} not` : ""}`,
  ]);
  const more = offers.flatMap(({ channel, build, reason, steps }) => [
    ...reason === null ? [] : [`  ${channel} ${build}: ${reason}`],
    ...steps.map(({ bps, at }) => `  ${channel} ${build}: ${showShare(bps)} at ${at}`),
  ]);
  return [...lines(table), ...more, ""].join("\n");
}

function bar(bps: number): string {
  const filled = Math.round((bps / everybody) * barWidth);
  return "█".repeat(filled) + "░".repeat(barWidth - filled);
}

function cohortText({ cohort, bps }: ShownOffer): string {
  if (cohort === null) return "";
  const unreachable = bps < everybody && cohort.without_id > 0
    ? ` (${number(cohort.without_id)} without an id)`
    : "";
  return `${number(cohort.inside)} of ${number(cohort.devices)} devices${unreachable}`;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
