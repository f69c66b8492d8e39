import { z } from "zod";
import type { Answer } from "../server.ts";
import { issueRoutes } from "./issues.ts";
import { paged, refuse } from "./reply.ts";
import { releaseRoutes } from "./releases.ts";
import { requestOf, showRequest } from "./requests.ts";
import { reviewRoutes } from "./reviews.ts";
import type { GitLabAsked, GitLabRoute } from "./route.ts";
import type { StoredRequest } from "./state.ts";

const requestFields = {
  title: z.string(),
  description: z.string(),
  target_branch: z.string(),
};
const newRequest = z.strictObject({ ...requestFields, source_branch: z.string() });
const requestChange = z.strictObject({ ...requestFields, state_event: z.enum(["close", "reopen"]) })
  .partial();

export const routes: readonly GitLabRoute[] = [
  { method: "GET", path: "", level: 20, handle: showProject },
  {
    method: "GET",
    path: "/protected_branches",
    level: 30,
    handle: ({ call, url, state }) => paged(call, url, state.protectedBranches),
  },
  {
    method: "GET",
    path: "/approval_rules",
    level: 40,
    handle: ({ state }) => state.approvalRules === null ? refuse(404, "Not Found") : ok(state.approvalRules),
  },
  { method: "GET", path: "/repository/tags/:", level: 20, handle: showTag },
  {
    method: "GET",
    path: "/repository/commits/:/statuses",
    level: 20,
    handle: ({ call, url, state, values: [sha] }) =>
      paged(call, url, state.statuses.filter((one) => one.sha === sha)),
  },
  {
    method: "GET",
    path: "/pipelines",
    level: 20,
    handle: ({ call, url, state }) =>
      paged(call, url, state.pipelines.filter(({ sha }) => sha === call.query.get("sha"))),
  },
  { method: "GET", path: "/merge_requests", level: 20, handle: listRequests },
  { method: "POST", path: "/merge_requests", level: 30, handle: makeRequest },
  { method: "PUT", path: "/merge_requests/:", level: 30, handle: changeRequest },
  {
    method: "GET",
    path: "/merge_requests/:/approvals",
    level: 20,
    handle: (asked) =>
      ok({ approved_by: requestOf(asked).approved_by.map((username) => ({ user: { username } })) }),
  },
  {
    method: "GET",
    path: "/milestones/:/merge_requests",
    level: 20,
    handle: (asked) =>
      paged(
        asked.call,
        asked.url,
        asked.state.requests.filter(({ milestone }) => String(milestone) === asked.values[0]).map((one) =>
          showRequest(asked, one)
        ),
      ),
  },
  ...reviewRoutes,
  ...issueRoutes,
  ...releaseRoutes,
];

function ok(body: unknown): NonNullable<Answer> {
  return { status: 200, body };
}

function showProject({ state, grant }: GitLabAsked) {
  return ok({
    path_with_namespace: state.path,
    only_allow_merge_if_pipeline_succeeds: state.needsPipeline,
    merge_method: state.mergeMethod,
    permissions: { project_access: { access_level: grant.level }, group_access: null },
  });
}

async function showTag({ bare, values: [name = ""] }: GitLabAsked) {
  const target = await bare.refTarget(`refs/tags/${name}`);
  if (target === null) return refuse(404, "Tag Not Found");
  return ok({ name, target: target.sha, commit: { id: await bare.commit(`refs/tags/${name}`) } });
}

function listRequests(asked: GitLabAsked) {
  const { call, state, url } = asked;
  const wanted = (name: string) => call.query.get(name);
  const found = state.requests.filter((one) =>
    ["all", one.state].includes(wanted("state") ?? "all") &&
    (wanted("source_branch") ?? one.source_branch) === one.source_branch &&
    (wanted("target_branch") ?? one.target_branch) === one.target_branch
  );
  return paged(call, url, found.map((one) => showRequest(asked, one)));
}

async function makeRequest(asked: GitLabAsked) {
  const { state, bare, grant } = asked;
  const wanted = await asked.body(newRequest);
  if (await bare.refTarget(`refs/heads/${wanted.source_branch}`) === null) return refuse(400, "Bad request");
  const isThere = state.requests.some((one) =>
    one.state === "opened" && one.source_branch === wanted.source_branch &&
    one.target_branch === wanted.target_branch
  );
  if (isThere) {
    return {
      status: 409,
      body: { message: ["Another open merge request already exists for this source branch"] },
    };
  }
  const request: StoredRequest = {
    ...{ iid: asked.number(), state: "opened", milestone: null, approved_by: [], author: grant.username },
    ...wanted,
  };
  state.requests.push(request);
  return { status: 201, body: showRequest(asked, request) };
}

async function changeRequest(asked: GitLabAsked) {
  const request = requestOf(asked);
  const { state_event: event, ...change } = await asked.body(requestChange);
  Object.assign(request, change);
  if (event !== undefined) request.state = event === "close" ? "closed" : "opened";
  return ok(showRequest(asked, request));
}
