import { Refusal } from "../route.ts";
import { refuse } from "./reply.ts";
import type { GitLabAsked } from "./route.ts";
import type { StoredRequest } from "./state.ts";

/** Raises Refusal. */
export function requestOf({ state, values: [iid] }: GitLabAsked): StoredRequest {
  const found = state.requests.find((one) => String(one.iid) === iid);
  if (found === undefined) throw new Refusal(refuse(404, "Not found"));
  return found;
}

/** A merge request as the API shows it. */
export function showRequest(
  { state }: GitLabAsked,
  { author, approved_by: _, milestone: __, discussions: ___, commits: ____, ...request }: StoredRequest,
) {
  return {
    ...request,
    draft: request.title.startsWith("Draft: "),
    sha: null,
    author: { username: author },
    web_url: `https://lab.example.test/${state.path}/-/merge_requests/${request.iid}`,
  };
}
