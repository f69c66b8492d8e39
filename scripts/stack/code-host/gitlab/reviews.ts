import { paged, refuse } from "./reply.ts";
import type { GitLabAsked, GitLabRoute } from "./route.ts";
import { requestOf, showRequest } from "./requests.ts";

/** Merge requests by their commits, what is said about their lines, and files. */
export const reviewRoutes: readonly GitLabRoute[] = [
  {
    method: "GET",
    path: "/merge_requests/:",
    level: 20,
    handle: (asked) => ({ status: 200, body: showRequest(asked, requestOf(asked)) }),
  },
  { method: "GET", path: "/merge_requests/:/discussions", level: 20, handle: listDiscussions },
  {
    method: "GET",
    path: "/repository/commits/:/merge_requests",
    level: 20,
    handle: (asked) =>
      paged(
        asked.call,
        asked.url,
        asked.state.requests.filter(({ commits }) => commits?.includes(asked.values[0] ?? ""))
          .map((one) => showRequest(asked, one)),
      ),
  },
  { method: "GET", path: "/repository/files/:", level: 20, handle: showFile },
];

function listDiscussions(asked: GitLabAsked) {
  const shown = (requestOf(asked).discussions ?? []).map(({ notes }, at) => ({
    id: String(at).padStart(40, "0"),
    individual_note: notes.length === 1 && notes[0]?.resolvable !== true,
    notes: notes.map(({ author, path, ...note }, number) => ({
      ...{ id: at * 100 + number + 1, system: false, ...note },
      author: { username: author },
      ...path === undefined ? {} : { position: { new_path: path, old_path: path } },
    })),
  }));
  return paged(asked.call, asked.url, shown);
}

/** The ref has to be named. */
async function showFile({ call, bare, values: [path = ""] }: GitLabAsked) {
  const ref = call.query.get("ref");
  if (ref === null) return { status: 400, body: { error: "ref is missing" } };
  const commit = await bare.commit(ref);
  if (commit === null) return refuse(404, "Commit Not Found");
  const sha = await bare.git("rev-parse", "--verify", "--quiet", `${commit}:${path}`);
  if (sha === null) return refuse(404, "File Not Found");
  const bytes = await bare.blob(sha);
  return {
    status: 200,
    body: { file_path: path, size: bytes.length, encoding: "base64", content: bytes.toString("base64"), ref },
  };
}
