import { z } from "zod";
import type { World } from "./route.ts";
import type { StoredPull } from "./state.ts";

const protection = z.looseObject({
  required_status_checks: z.looseObject({
    strict: z.boolean().default(false),
    contexts: z.array(z.string()).default([]),
  }).nullish(),
  required_pull_request_reviews: z.looseObject({
    required_approving_review_count: z.number().default(0),
  }).nullish(),
});

/** Whether a pull request can be merged, in the words of the single GET: draft, dirty, behind, blocked, clean. */
export async function mergeStateOf({ state, bare }: World, pull: StoredPull): Promise<string> {
  const head = await bare.commit(`refs/heads/${pull.head}`);
  const base = await bare.commit(`refs/heads/${pull.base}`);
  if (head === null || base === null) return "unknown";
  if (pull.isDraft) return "draft";
  if (await bare.mergeTree(base, head) === null) return "dirty";
  const rules = protection.parse(state.protection.get(pull.base) ?? {});
  const { required_status_checks: checks, required_pull_request_reviews: reviews } = rules;
  if (checks?.strict && !await bare.contains(head, base)) return "behind";
  const isGreen = (checks?.contexts ?? []).every((context) => {
    const run = state.runs.findLast((one) => one.sha === head && one.name === context);
    const status = state.statuses.findLast((one) =>
      one.sha === head && one.context.toLowerCase() === context.toLowerCase()
    );
    if (run === undefined && status === undefined) return false;
    const isGood = run === undefined || ["success", "neutral", "skipped"].includes(run.conclusion ?? "");
    return isGood && (status === undefined || status.state === "success");
  });
  const last = new Map<string | null, string>();
  for (const { user, state: word } of pull.reviews) {
    if (["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].includes(word)) last.set(user, word);
  }
  const words = [...last.values()];
  const approvals = words.filter((word) => word === "APPROVED").length;
  const isApproved = !reviews ||
    (approvals >= reviews.required_approving_review_count && !words.includes("CHANGES_REQUESTED"));
  return isGreen && isApproved ? "clean" : "blocked";
}
