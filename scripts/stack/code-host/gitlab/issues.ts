import { z } from "zod";
import { Refusal } from "../route.ts";
import { paged, refuse } from "./reply.ts";
import type { GitLabAsked, GitLabRoute } from "./route.ts";
import type { StoredGitLabIssue } from "./state.ts";

const newIssue = z.strictObject({
  title: z.string().min(1),
  description: z.string().default(""),
  labels: z.string().default(""),
});
const newLabel = z.strictObject({
  name: z.string().min(1),
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  description: z.string().default(""),
});

/** Issues with their notes, labels and milestones. */
export const issueRoutes: readonly GitLabRoute[] = [
  { method: "GET", path: "/issues", level: 20, handle: listIssues },
  { method: "POST", path: "/issues", level: 20, handle: makeIssue },
  { method: "GET", path: "/issues/:", level: 20, handle: (asked) => ok(show(asked, issueOf(asked))) },
  { method: "PUT", path: "/issues/:", level: 20, handle: changeIssue },
  {
    method: "GET",
    path: "/issues/:/notes",
    level: 20,
    handle: (asked) => paged(asked.call, asked.url, issueOf(asked).notes),
  },
  { method: "POST", path: "/issues/:/notes", level: 20, handle: makeNote },
  { method: "GET", path: "/labels/:", level: 20, handle: showLabel },
  { method: "POST", path: "/labels", level: 20, handle: makeLabel },
  { method: "GET", path: "/milestones", level: 20, handle: listMilestones },
  {
    method: "GET",
    path: "/milestones/:/issues",
    level: 20,
    handle: (asked) => {
      const found = asked.state.issues.filter(({ milestone }) => String(milestone) === asked.values[0]);
      return paged(asked.call, asked.url, found.map((one) => show(asked, one)));
    },
  },
];

function ok(body: unknown) {
  return { status: 200, body };
}

function listIssues(asked: GitLabAsked) {
  const { call, state, url, grant } = asked;
  const scope = z.enum(["all", "created_by_me"]).safeParse(call.query.get("scope") ?? "all");
  if (!scope.success) return refuse(400, "scope does not have a valid value");
  const wanted = call.query.get("state") ?? "all";
  const labels = (call.query.get("labels") ?? "").split(",").filter((name) => name !== "");
  const found = state.issues.filter((one) =>
    ["all", one.state].includes(wanted) && (scope.data === "all" || one.author === grant.username) &&
    labels.every((label) => one.labels.includes(label))
  );
  return paged(call, url, found.map((one) => show(asked, one)));
}

async function makeIssue(asked: GitLabAsked) {
  const { title, description, labels } = await asked.body(newIssue);
  const issue: StoredGitLabIssue = {
    ...{ iid: asked.number(), title, description, state: "opened", milestone: null, notes: [] },
    labels: labels.split(",").filter((name) => name !== ""),
    author: asked.grant.username,
  };
  asked.state.issues.push(issue);
  return { status: 201, body: show(asked, issue) };
}

function issueOf({ state, values: [iid] }: GitLabAsked): StoredGitLabIssue {
  const found = state.issues.find((one) => String(one.iid) === iid);
  if (found === undefined) throw new Refusal(refuse(404, "Issue Not Found"));
  return found;
}

async function changeIssue(asked: GitLabAsked) {
  const issue = issueOf(asked);
  const { state_event: event } = await asked.body(
    z.strictObject({ state_event: z.enum(["close", "reopen"]) }),
  );
  issue.state = event === "close" ? "closed" : "opened";
  return ok(show(asked, issue));
}

async function makeNote(asked: GitLabAsked) {
  const issue = issueOf(asked);
  const { body } = await asked.body(z.strictObject({ body: z.string().min(1) }));
  const note = { id: asked.number(), body };
  issue.notes.push(note);
  return { status: 201, body: note };
}

async function makeLabel({ state, body }: GitLabAsked) {
  const { name } = await body(newLabel);
  if (state.labels.includes(name)) return { status: 409, body: { message: "Label already exists" } };
  state.labels.push(name);
  return { status: 201, body: { name } };
}

function showLabel({ state, values: [name = ""] }: GitLabAsked) {
  return state.labels.includes(name) ? ok({ name }) : refuse(404, "Label Not Found");
}

function listMilestones({ call, state, url }: GitLabAsked) {
  const title = call.query.get("title");
  const wanted = call.query.get("state");
  const found = state.milestones.map((one) => ({ ...one, state: one.state ?? "active" })).filter((one) =>
    (title === null || one.title === title) && (wanted === null || one.state === wanted)
  );
  const web_url = `https://lab.example.test/${state.path}/-/milestones`;
  return paged(call, url, found.map((one) => ({ ...one, due_date: null, web_url: `${web_url}/${one.iid}` })));
}

function show(
  { state }: GitLabAsked,
  { iid, title, description, state: is, labels, author }: StoredGitLabIssue,
) {
  const web_url = `https://lab.example.test/${state.path}/-/issues/${iid}`;
  return { iid, title, description, state: is, labels, author: { username: author }, web_url };
}
