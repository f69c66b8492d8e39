import { z } from "zod";
import { parseBody, pathOf } from "../http/answer.ts";
import type { Branch } from "../rules-types.ts";
import { classicProtection } from "./classic.ts";
import type { GitHub } from "./context.ts";
import { saidBy } from "./dialect.ts";
import { mostRestrictive, noRules, type Part } from "./merge-rules.ts";

const check = z.object({ context: z.string(), integration_id: z.number().nullish() });
const parameters = z.object({
  required_approving_review_count: z.number().optional(),
  dismiss_stale_reviews_on_push: z.boolean().optional(),
  require_code_owner_review: z.boolean().optional(),
  require_last_push_approval: z.boolean().optional(),
  allowed_merge_methods: z.array(z.string()).optional(),
  required_status_checks: z.array(check).optional(),
  strict_required_status_checks_policy: z.boolean().optional(),
});
const rule = z.object({
  type: z.string(),
  parameters: parameters.nullish(),
  ruleset_id: z.number(),
});
type Rule = z.infer<typeof rule>;

const rulesetSchema = z.object({ bypass_actors: z.array(z.unknown()).optional() });

/**
 * What rulesets and classic protection say together: they add up, and the most restrictive one wins. Rulesets need a token that may read the
 * repository's metadata, classic protection one that may read its administration; the default token of a workflow can't.
 */
export async function branchRules(github: GitHub, branch: string): Promise<Branch> {
  const { client, base } = github;
  const [rules, classic] = await Promise.all([
    client.list(base + pathOf`/rules/branches/${branch}`, rule),
    classicProtection(github, branch),
  ]);
  const parts = [await Promise.all(rules.map((one) => ofRule(github, one))), classic].flat();
  return mostRestrictive(parts);
}

async function ofRule(github: GitHub, rule: Rule): Promise<Part> {
  const given = rule.parameters ?? {};
  switch (rule.type) {
    case "pull_request":
      return {
        ...noRules,
        ...await directPush(github, rule),
        pullRequest: {
          approvals: given.required_approving_review_count ?? 0,
          dismissesStaleReviews: given.dismiss_stale_reviews_on_push ?? false,
          needsCodeOwners: given.require_code_owner_review ?? false,
          needsLastPushApproval: given.require_last_push_approval ?? false,
        },
        mergeMethods: given.allowed_merge_methods ?? null,
      };
    case "required_status_checks":
      return {
        ...noRules,
        requiredChecks: (given.required_status_checks ?? [])
          .map(({ context, integration_id }) => ({ context, appId: integration_id ?? null })),
        isStrict: given.strict_required_status_checks_policy ?? false,
      };
    case "update":
      return { ...noRules, ...await directPush(github, rule) };
    case "non_fast_forward":
      return { ...noRules, refusesForcePush: true };
    case "deletion":
      return { ...noRules, refusesDeletion: true };
    case "required_linear_history":
      return { ...noRules, needsLinearHistory: true };
    case "required_signatures":
      return { ...noRules, needsSignatures: true };
    case "merge_queue":
      return { ...noRules, hasMergeQueue: true };
    default:
      return noRules;
  }
}

/** A rule that nobody may bypass refuses; who may, is told to those alone who may edit the ruleset. */
async function directPush(
  { client, base }: GitHub,
  { ruleset_id: id }: Rule,
): Promise<Pick<Part, "directPush" | "unreadable">> {
  const answer = await client.read(client.url(base + pathOf`/rulesets/${id}`));
  if (answer.status !== 200 && answer.status !== 403 && answer.status !== 404) {
    throw await client.refusal(`GET ${base}/rulesets/${id}`, answer);
  }
  const actors = answer.status === 200
    ? rulesetSchema.safeParse(parseBody(answer)).data?.bypass_actors
    : undefined;
  if (actors !== undefined) {
    return { directPush: actors.length === 0 ? "refused" : "bypassable", unreadable: [] };
  }
  const why = answer.status === 200 ? "the token may not edit it" : saidBy(answer);
  return { directPush: "unknown", unreadable: [`who may bypass ruleset ${id}: ${why}`] };
}
