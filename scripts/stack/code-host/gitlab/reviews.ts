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
  { method: "GET", path: "/merge_requests/:/diffs", level: 20, handle: listDiffs },
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

async function listDiffs(asked: GitLabAsked) {
  const { source_branch: head, target_branch: base } = requestOf(asked);
  const text = await asked.bare.git("diff", "--name-status", "-M", `${base}...${head}`) ?? "";
  const diffs = text.split("\n").filter((line) => line !== "").map((line) => {
    const [status = "", path = "", moved] = line.split("\t");
    return {
      ...{ old_path: path, new_path: moved ?? path, diff: "" },
      ...{ new_file: status === "A", deleted_file: status === "D", renamed_file: status.startsWith("R") },
    };
  });
  return paged(asked.call, asked.url, diffs);
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
