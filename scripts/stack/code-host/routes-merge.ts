import { z } from "zod";
import { mergeStateOf } from "./merge-state.ts";
import { fail, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";
import { pullOf } from "./routes-pulls.ts";

/** Merging a pull request. */
export const mergeRoutes: readonly Route[] = [
  { method: "PUT", path: "/pulls/:/merge", needs: [["contents:write"]], handle: mergePull },
];

const mergeRequest = z.strictObject({
  sha: z.string().optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).default("merge"),
});

/** No method is a fast-forward. */
async function mergePull(asked: Asked) {
  const { world: { bare, state, now } } = asked;
  const issue = pullOf(asked);
  const { sha } = await asked.body(mergeRequest);
  const { head, base } = issue.pull;
  const [headSha, baseSha] = [
    await bare.commit(`refs/heads/${head}`),
    await bare.commit(`refs/heads/${base}`),
  ];
  if (headSha === null || baseSha === null || issue.state === "closed") {
    return fail(405, "Pull Request is not mergeable");
  }
  if (sha !== undefined && sha !== headSha) {
    return fail(409, "Head branch was modified. Review and try the merge again.");
  }
  const tree = await bare.mergeTree(baseSha, headSha);
  const isAllowed = ["clean", "unstable"].includes(await mergeStateOf(asked.world, issue.pull));
  if (tree === null || !isAllowed) return fail(405, "Pull Request is not mergeable");
  const parents = ["-p", baseSha, "-p", headSha];
  const commit = await bare.git("commit-tree", tree, ...parents, "-m", `Merge pull request #${issue.number}`);
  await bare.git("update-ref", `refs/heads/${base}`, commit ?? "", baseSha);
  issue.state = "closed";
  Object.assign(issue.pull, { headSha, ...commit === null ? {} : { mergeCommit: commit } });
  issue.pull.mergedAt = new Date(now()).toISOString();
  state.events.push({
    ...{ name: "push", ref: `refs/heads/${base}`, by: asked.grant.login },
    startsWorkflows: asked.grant.kind !== "workflow",
  });
  return reply(200, { sha: commit, merged: true, message: "Pull Request successfully merged" });
}
