import type { CommandError } from "../../cli/command-error.ts";
import type { PromotionDeps } from "./promote.ts";
import { refuse } from "./refusals.ts";
import { isNewestForSale } from "./states.ts";
import type { StoreVersion } from "./versions.ts";

/** What can be done to a phased release that has begun. */
export type PhasedMove = "pause" | "resume" | "complete";

const moves = {
  pause: { from: ["ACTIVE"], to: "PAUSED", done: "is paused, for at most 30 days in all" },
  resume: { from: ["PAUSED"], to: "ACTIVE", done: "goes on" },
  complete: { from: ["ACTIVE", "PAUSED"], to: "COMPLETE", done: "reaches everybody now" },
} as const;

/** What was done. */
interface Controlled {
  version: string;
  state: string;
  outcome: "done" | "nothing_to_do";
}

/** Moves the phased release of what is for sale. Raises `phased_missing`, `phased_state_wrong` (exit 5). */
export async function movePhased(
  { versions, signal }: Pick<PromotionDeps, "versions" | "signal">,
  move: PhasedMove,
): Promise<Controlled & { done: string }> {
  const live = (await versions.list(signal)).find((one) => isNewestForSale(one) && one.phased !== null);
  if (live?.phased === null || live === undefined) {
    throw refuse(
      "phased_missing",
      "no version that is for sale is released in phases",
      "slipway ios promote --phased, for the next one.",
    );
  }
  const { from, to, done } = moves[move];
  const { id, state } = live.phased;
  if (state === to) return { version: live.version, state, outcome: "nothing_to_do", done };
  if (!from.some((one) => one === state)) throw wrongState(live, state, move);
  await versions.setPhased(id, to, signal);
  return { version: live.version, state: to, outcome: "done", done };
}

/** Takes back what is in review. Raises `review_missing` (exit 5). */
export async function cancelReview({ reviews, versions, signal }: PromotionDeps): Promise<Controlled> {
  const [submissions, listed] = await Promise.all([reviews.listOpen(signal), versions.list(signal)]);
  const sent = submissions.find(({ state, items }) =>
    ["WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES"].includes(state) &&
    items.some(({ versionId }) => versionId !== null)
  );
  if (sent === undefined) {
    throw refuse(
      "review_missing",
      "no version is in Apple's review",
      "A version that is approved is taken back in App Store Connect.",
    );
  }
  const state = await reviews.cancel(sent.id, signal);
  const version = listed.find(({ id }) => sent.items.some(({ versionId }) => versionId === id))?.version ??
    "";
  return { version, state, outcome: "done" };
}

function wrongState({ version }: StoreVersion, state: string, move: PhasedMove): CommandError {
  return refuse(
    "phased_state_wrong",
    `the phased release of ${version} is ${state}, so it can't ${move}`,
    state === "COMPLETE" ? "It reaches everybody already." : "It begins when the version goes on sale.",
  );
}
