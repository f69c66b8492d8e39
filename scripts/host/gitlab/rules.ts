import { z } from "zod";
import { parseBody, pathOf, queryOf } from "../http/answer.ts";
import type { Branch, CheckState, CheckSummary, DirectPush, RequiredCheck } from "../rules-types.ts";
import { summarise, worst } from "../summary.ts";
import type { GitLab } from "./dialect.ts";

const level = z.object({
  access_level: z.number().nullish(),
  user_id: z.number().nullish(),
  group_id: z.number().nullish(),
  deploy_key_id: z.number().nullish(),
});
const protectedSchema = z.object({
  name: z.string(),
  push_access_levels: z.array(level),
  allow_force_push: z.boolean().default(false),
  code_owner_approval_required: z.boolean().default(false),
});
const projectSchema = z.object({
  only_allow_merge_if_pipeline_succeeds: z.boolean().default(false),
  merge_method: z.string().optional(),
});
const approvalRule = z.array(z.object({
  approvals_required: z.number(),
  protected_branches: z.array(z.object({ name: z.string() })).default([]),
}));

/** The name that stands for the whole pipeline: GitLab asks for it, and for no job by name. */
const pipeline = "pipeline";

/** The protection of a branch. It is kept by pattern, so all of them are listed and matched. */
export async function branchRules({ client, base }: GitLab, branch: string): Promise<Branch> {
  const [all, project, approvals] = await Promise.all([
    client.list(`${base}/protected_branches`, protectedSchema),
    client.get(base, projectSchema),
    client.read(client.url(`${base}/approval_rules`)),
  ]);
  const fitting = all.filter(({ name }) => matches(name, branch));
  const rules = approvals.status === 200 ? approvalRule.safeParse(parseBody(approvals)).data : undefined;
  const needed = (rules ?? []).filter(({ protected_branches }) =>
    protected_branches.length === 0 || protected_branches.some(({ name }) => matches(name, branch))
  );
  const directPush = directPushOf(fitting);
  return {
    isReadable: rules !== undefined,
    unreadable: rules === undefined ? ["approval rules: GitLab tells them with Premium, to Maintainers"] : [],
    directPush,
    refusesForcePush: fitting.length > 0 && fitting.every(({ allow_force_push }) => !allow_force_push),
    // GitLab: a protected branch is deleted on its pages alone
    refusesDeletion: fitting.length > 0,
    pullRequest: directPush !== "refused" ? null : {
      approvals: Math.max(0, ...needed.map(({ approvals_required }) => approvals_required)),
      dismissesStaleReviews: false,
      needsCodeOwners: fitting.some(({ code_owner_approval_required }) => code_owner_approval_required),
      needsLastPushApproval: false,
    },
    requiredChecks: project.only_allow_merge_if_pipeline_succeeds ? [{ context: pipeline, appId: null }] : [],
    // GitLab, "Merge methods": both merge only what is a fast-forward of the target
    isStrict: project.merge_method === "ff" || project.merge_method === "rebase_merge",
    ...{ needsLinearHistory: project.merge_method === "ff", needsSignatures: false, hasMergeQueue: false },
    mergeMethods: null,
  };
}

/** Level 0 is nobody; every other level, and every person, group and key that is named, may push. */
function directPushOf(fitting: readonly z.infer<typeof protectedSchema>[]): DirectPush {
  if (fitting.length === 0) return "allowed";
  const levels = fitting.flatMap(({ push_access_levels }) => push_access_levels);
  const nobody = levels.every(({ access_level, user_id, group_id, deploy_key_id }) =>
    access_level === 0 && [user_id, group_id, deploy_key_id].every((id) => id === null || id === undefined)
  );
  return nobody ? "refused" : "bypassable";
}

/** `*` stands for any characters, `/` included. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

const statusSchema = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  target_url: z.string().nullish(),
});
const pipelineSchema = z.object({ id: z.number(), status: z.string(), web_url: z.string().nullish() });

/** The newest pipeline of a commit by the name `pipeline`, and the newest status of each of its jobs. */
export async function checksOf(
  { client, base }: GitLab,
  sha: string,
  required: readonly RequiredCheck[],
): Promise<CheckSummary> {
  const [statuses, pipelines] = await Promise.all([
    client.list(base + pathOf`/repository/commits/${sha}/statuses`, statusSchema),
    client.list(`${base}/pipelines${queryOf({ sha })}`, pipelineSchema),
  ]);
  const words = new Map<string, CheckState>();
  for (const { name, status, target_url } of statuses.sort((a, b) => a.id - b.id)) {
    words.set(name, { context: name, state: stateOf(status), detail: status, url: target_url ?? null });
  }
  const last = pipelines.sort((a, b) => b.id - a.id)[0];
  if (last !== undefined) {
    const { status, web_url } = last;
    words.set(pipeline, { context: pipeline, state: stateOf(status), detail: status, url: web_url ?? null });
  }
  const judged = required.map(({ context }) => worst(context, [words.get(context) ?? []].flat()));
  const asked = required.map(({ context }) => context);
  return summarise(judged, [...words.values()].filter(({ context }) => !asked.includes(context)));
}

/** Skipped and cancelled ones have not shown that anything works. */
function stateOf(status: string): CheckState["state"] {
  if (status === "success") return "success";
  return ["failed", "canceled", "skipped"].includes(status) ? "failure" : "pending";
}
