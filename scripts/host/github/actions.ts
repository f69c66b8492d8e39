import { z } from "zod";
import type { HostAccess, WorkflowRun } from "../code-host.ts";
import { parseBody, pathOf, queryOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";

const runSchema = z.object({ html_url: z.string() }).optional()
  .transform((run) => ({ url: run?.html_url ?? null }));

/** Not repeated when its answer is lost: the workflow may run already. */
export async function dispatch(
  { client, base }: GitHub,
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
): Promise<{ url: string | null }> {
  const path = base + pathOf`/actions/workflows/${workflow}/dispatches`;
  // an Enterprise Server up to 3.19 answers 204 all the same
  return await client.write("POST", path, { ref, inputs, return_run_details: true }, runSchema);
}

const runsSchema = z.object({ html_url: z.string(), head_branch: z.string().nullish() });

export async function workflowRuns(
  { client, base }: GitHub,
  workflow: string,
  sha: string,
): Promise<WorkflowRun[]> {
  const path = `${base}${pathOf`/actions/workflows/${workflow}/runs`}${queryOf({ head_sha: sha })}`;
  const runs = await client.list(path, runsSchema, "workflow_runs");
  return runs.map(({ html_url: url, head_branch }) => ({ ref: head_branch ?? null, url }));
}

const repositorySchema = z.object({
  permissions: z.object({ push: z.boolean().optional(), admin: z.boolean().optional() }).optional(),
});

export async function access({ client, base }: GitHub): Promise<HostAccess> {
  const answer = await client.read(client.url(base));
  if (answer.status !== 200) throw await client.refusal(`GET ${base}`, answer);
  const { permissions } = repositorySchema.safeParse(parseBody(answer)).data ?? {};
  const scopes = answer.headers.get("x-oauth-scopes");
  return {
    canPush: permissions?.push ?? null,
    canAdminister: permissions?.admin ?? null,
    scopes: scopes === null ? null : scopes.split(",").map((one) => one.trim()).filter((one) => one !== ""),
  };
}
