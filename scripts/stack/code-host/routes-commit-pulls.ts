import { fail, paged } from "./reply.ts";
import type { Asked, Route } from "./route.ts";
import { isPull, pullOf, showPullRequest, type WithPull } from "./routes-pulls.ts";

/** From a commit to its pull requests, and from one of those to its files. */
export const commitPullRoutes: readonly Route[] = [
  { method: "GET", path: "/commits/:/pulls", needs: [["pull_requests:read"]], handle: pullsOfCommit },
  { method: "GET", path: "/pulls/:/files", needs: [["pull_requests:read"]], handle: listFiles },
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

/** What its head has changed since it left its base. */
async function listFiles(asked: Asked) {
  const { call, world: { bare, urls } } = asked;
  const { pull: { head, base, headSha, mergeCommit } } = pullOf(asked);
  const from = mergeCommit === undefined ? base : `${mergeCommit}^1`;
  const text = await bare.git("diff", "--name-status", "-M", `${from}...${headSha ?? head}`) ?? "";
  const files = text.split("\n").filter((line) => line !== "").map((line) => {
    const [status = "", path = "", moved] = line.split("\t");
    const words: Record<string, string> = { A: "added", D: "removed", R: "renamed", C: "copied" };
    return {
      filename: moved ?? path,
      status: words[status.slice(0, 1)] ?? "modified",
      ...moved === undefined ? {} : { previous_filename: path },
    };
  });
  return paged(call, urls.api, files);
}
