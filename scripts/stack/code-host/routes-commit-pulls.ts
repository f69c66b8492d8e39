import { fail, paged } from "./reply.ts";
import type { Asked, Route } from "./route.ts";
import { isPull, showPullRequest, type WithPull } from "./routes-pulls.ts";

/** From a commit to its pull requests. */
export const commitPullRoutes: readonly Route[] = [
  { method: "GET", path: "/commits/:/pulls", needs: [["pull_requests:read"]], handle: pullsOfCommit },
];

/** The one that brought a commit in, by its merge; of a commit that is not merged yet those that are open. */
async function pullsOfCommit({ call, values: [ref = ""], world }: Asked) {
  const { state, bare, urls } = world;
  const sha = await bare.commit(ref);
  if (sha === null) return fail(422, `No commit found for SHA: ${ref}`);
  const holds = async ({ state: word, pull: { base, head, mergeCommit } }: WithPull) => {
    if (mergeCommit === undefined) {
      return word === "open" && await bare.contains(head, sha) && !await bare.contains(base, sha);
    }
    if (mergeCommit === sha) return true;
    return await bare.contains(`${mergeCommit}^2`, sha) && !await bare.contains(`${mergeCommit}^1`, sha);
  };
  const all = state.issues.filter(isPull);
  const held = await Promise.all(all.map(holds));
  const found = all.filter((_, at) => held[at]);
  return paged(call, urls.api, await Promise.all(found.map((one) => showPullRequest(world, one))));
}
