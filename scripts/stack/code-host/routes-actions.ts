import { z } from "zod";
import { fail, notFound, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";

/** Starting workflows by hand. */
export const actionRoutes: readonly Route[] = [
  { method: "POST", path: "/actions/workflows/:/dispatches", needs: [["actions:write"]], handle: dispatch },
];

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
  if (await bare.commit(ref) === null) return fail(422, `No ref found for: ${ref}`);
  if (!/workflow_dispatch/.test(await bare.git("show", `${ref}:${file}`) ?? "")) {
    return fail(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  state.dispatches.push({ workflow, ref, inputs, by: grant.login });
  state.events.push({ name: "workflow_dispatch", ref, by: grant.login, startsWorkflows: true });
  if (!isDetailed) return reply(204);
  const id = number();
  const html_url = `https://code.example.test/${state.repo}/actions/runs/${id}`;
  return reply(200, { workflow_run_id: id, run_url: `${world.urls.api}/actions/runs/${id}`, html_url });
}
