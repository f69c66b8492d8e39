import { z } from "zod";
import { fail, notFound, paged, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";

/** Starting workflows by hand, and what has run. */
export const actionRoutes: readonly Route[] = [
  { method: "POST", path: "/actions/workflows/:/dispatches", needs: [["actions:write"]], handle: dispatch },
  { method: "GET", path: "/actions/workflows/:/runs", needs: [["actions:read"]], handle: listRuns },
];

async function listRuns({ call, values: [workflow = ""], world }: Asked) {
  const { state, bare, urls } = world;
  if (await bare.git("show", `${state.defaultBranch}:.github/workflows/${workflow}`) === null) {
    return notFound();
  }
  const sha = call.query.get("head_sha");
  const found = state.workflowRuns.filter((run) =>
    run.workflow === workflow && (sha === null || run.sha === sha)
  ).reverse();
  return paged(
    call,
    urls.api,
    found.map(({ id, ref, sha: head_sha, event }) => ({
      ...{ id, head_branch: ref, head_sha, event },
      html_url: runUrl(state.repo, id),
    })),
    "workflow_runs",
  );
}

function runUrl(repo: string, id: number): string {
  return `https://code.example.test/${repo}/actions/runs/${id}`;
}

const request = z.strictObject({
  ref: z.string(),
  inputs: z.record(z.string(), z.string()).default({})
    .refine((inputs) => Object.keys(inputs).length <= 25, "at most 25 inputs"),
  return_run_details: z.boolean().default(false),
});

/** The file has to be on the default branch as well; and this event is started by every token, the default one too. */
async function dispatch({ body, grant, values: [workflow = ""], world }: Asked) {
  const { state, bare, number } = world;
  const file = `.github/workflows/${workflow}`;
  const text = await bare.git("show", `${state.defaultBranch}:${file}`);
  if (text === null) return notFound();
  const { ref, inputs, return_run_details: isDetailed } = await body(request);
  const sha = await bare.commit(ref);
  if (sha === null) return fail(422, `No ref found for: ${ref}`);
  if (!/workflow_dispatch/.test(await bare.git("show", `${ref}:${file}`) ?? "")) {
    return fail(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  state.dispatches.push({ workflow, ref, inputs, by: grant.login });
  state.events.push({ name: "workflow_dispatch", ref, by: grant.login, startsWorkflows: true });
  const id = number();
  state.workflowRuns.push({ id, workflow, sha, ref, event: "workflow_dispatch" });
  if (!isDetailed) return reply(204);
  const html_url = runUrl(state.repo, id);
  return reply(200, { workflow_run_id: id, run_url: `${world.urls.api}/actions/runs/${id}`, html_url });
}
