import type { UpdateDecision, UpdateFeed } from "../../functions/_shared/contract/updates.ts";
import { lines } from "./lines.ts";
import { showShare } from "./share.ts";

/** A feed as people read it; with a decision also what that client is told, and by which rule. */
export function describeFeed(feed: UpdateFeed, decision: UpdateDecision | null): string {
  const { policy } = feed;
  const offers = feed.offers.map((offer) => [
    "",
    offer.channel,
    `${offer.build}`,
    offer.version,
    showShare(offer.bps),
    offer.severity === "normal" ? "" : offer.severity,
    [
      ...offer.min_os === null ? [] : [`os ≥ ${offer.min_os}`],
      ...offer.max_os === null ? [] : [`os ≤ ${offer.max_os}`],
      ...offer.requires_build === 0 ? [] : [`from ${offer.requires_build}`],
    ].join(", "),
  ]);
  return [
    `${feed.component} ${feed.channel}  #${feed.seq}  valid until ${feed.valid_until}`,
    ...offers.length === 0 ? ["  offers nothing"] : lines(offers),
    ...policy === null || policy.min_build === 0 ? [] : [
      `  at least ${policy.min_build}${
        policy.force_after === null ? "" : ` from ${policy.force_after}`
      }: below that an app is blocked`,
    ],
    ...policy?.recommended_build ? [`  recommended: ${policy.recommended_build}`] : [],
    ...decision === null ? [] : ["", ...decisionLines(decision)],
    "",
  ].join("\n");
}

function decisionLines(decision: UpdateDecision): string[] {
  const what = decision.build === null ? "" : ` ${decision.version ?? ""} (${decision.build})`;
  return [
    `${decision.kind}${what}, because ${decision.reason.replaceAll("_", " ")}`,
    ...decision.deadline === null ? [] : [`  until ${decision.deadline}`],
    ...decision.message === null ? [] : [`  says: ${decision.message}`],
    ...decision.url === null ? [] : [`  ${decision.url}`],
    ...decision.can_skip ? [] : ["  can't be skipped"],
  ];
}
