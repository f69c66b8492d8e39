import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { parseBody, pathOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";
import { saidBy, wantedPermissions } from "./dialect.ts";
import { noRules, type Part } from "./merge-rules.ts";

const toggle = z.object({ enabled: z.boolean() }).optional();
const actors = z.object({
  users: z.array(z.unknown()).default([]),
  teams: z.array(z.unknown()).default([]),
  apps: z.array(z.unknown()).default([]),
});

/** A rule that is off has no object; a pull request without approvals has one with the count 0. */
const protectionSchema = z.object({
  required_status_checks: z.object({
    strict: z.boolean().default(false),
    contexts: z.array(z.string()).default([]),
    checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).optional(),
  }).nullish(),
  enforce_admins: toggle,
  required_pull_request_reviews: z.object({
    required_approving_review_count: z.number().default(0),
    dismiss_stale_reviews: z.boolean().default(false),
    require_code_owner_reviews: z.boolean().default(false),
    require_last_push_approval: z.boolean().default(false),
    bypass_pull_request_allowances: actors.optional(),
  }).nullish(),
  restrictions: actors.nullish(),
  required_linear_history: toggle,
  required_signatures: toggle,
  allow_force_pushes: toggle,
  allow_deletions: toggle,
  lock_branch: toggle,
});
type Protection = z.infer<typeof protectionSchema>;

/** The classic protection of a branch. What the token may not read is named, and never taken for "none". */
export async function classicProtection(github: GitHub, branch: string): Promise<Part> {
  const { client, base } = github;
  const path = base + pathOf`/branches/${branch}/protection`;
  const answer = await client.read(client.url(path));
  const { status } = answer;
  if (status === 404 && saidBy(answer) === "Branch not protected") return noRules;
  if (status === 403 || status === 404) {
    const wanted = wantedPermissions(answer) ?? "administration=read";
    return {
      ...noRules,
      directPush: "unknown",
      unreadable: [`classic protection: ${saidBy(answer)}; the token needs ${wanted}`],
    };
  }
  if (status !== 200) throw await client.refusal(`GET ${path}`, answer);
  const parsed = protectionSchema.safeParse(parseBody(answer));
  if (parsed.success) return ofProtection(parsed.data);
  throw new CommandError(
    "host_answer_unexpected",
    `the host described the protection of ${branch} otherwise than this version of slipway knows`,
    "Update slipway.",
  );
}

function ofProtection(given: Protection): Part {
  const { required_status_checks: checks, required_pull_request_reviews: reviews } = given;
  return {
    unreadable: [],
    directPush: directPush(given),
    // the opposite of what the switches say: a protected branch refuses both unless they are on
    refusesForcePush: given.allow_force_pushes?.enabled !== true,
    refusesDeletion: given.allow_deletions?.enabled !== true,
    pullRequest: !reviews ? null : {
      approvals: reviews.required_approving_review_count,
      dismissesStaleReviews: reviews.dismiss_stale_reviews,
      needsCodeOwners: reviews.require_code_owner_reviews,
      needsLastPushApproval: reviews.require_last_push_approval,
    },
    requiredChecks: checks?.checks?.map(({ context, app_id }) => ({ context, appId: anyOf(app_id) })) ??
      (checks?.contexts ?? []).map((context) => ({ context, appId: null })),
    isStrict: checks?.strict ?? false,
    needsLinearHistory: given.required_linear_history?.enabled ?? false,
    needsSignatures: given.required_signatures?.enabled ?? false,
    hasMergeQueue: false,
    mergeMethods: null,
  };
}

/** -1 says any app, as null does. */
function anyOf(appId: number | null | undefined): number | null {
  return appId === undefined || appId === -1 ? null : appId;
}

/** Administrators are exempt unless the rule is enforced for them. */
function directPush({ enforce_admins, lock_branch, ...given }: Protection): Part["directPush"] {
  const { required_pull_request_reviews: reviews, restrictions } = given;
  if (!reviews && !restrictions && !lock_branch?.enabled) return "allowed";
  if (!enforce_admins?.enabled) return "bypassable";
  if (lock_branch?.enabled) return "refused";
  if (!reviews) return "bypassable";
  const exempt = reviews.bypass_pull_request_allowances;
  const some = [exempt?.users, exempt?.teams, exempt?.apps].some((list) => (list ?? []).length > 0);
  return some ? "bypassable" : "refused";
}
