import { z } from "zod";
import { fail, notFound, paged, reply } from "./reply.ts";
import { type Asked, Refusal, type Route, type World } from "./route.ts";
import type { StoredIssue } from "./state.ts";

const readBoth = [["issues:read"], ["pull_requests:read"]] as const;
const writeBoth = [["issues:write"], ["pull_requests:write"]] as const;
const read = [["issues:read"]] as const;
const write = [["issues:write"]] as const;

/** Issues with their comments. Pull requests are issues as well. */
export const issueRoutes: readonly Route[] = [
  { method: "GET", path: "/issues", needs: readBoth, handle: listIssues },
  { method: "POST", path: "/issues", needs: write, handle: makeIssue },
  { method: "GET", path: "/issues/:", needs: read, handle: showIssue },
  { method: "PATCH", path: "/issues/:", needs: write, handle: changeIssue },
  { method: "GET", path: "/issues/:/comments", needs: readBoth, handle: listComments },
  { method: "POST", path: "/issues/:/comments", needs: writeBoth, handle: makeComment },
  { method: "PATCH", path: "/issues/comments/:", needs: writeBoth, handle: changeComment },
];

/** The most characters that a text of an issue may have. */
export const longestBody = 65_536;

function requireIssues({ state }: World): void {
  if (!state.hasIssues) throw new Refusal(fail(410, "Issues has been disabled in this repository."));
}

function listIssues({ call, world }: Asked) {
  requireIssues(world);
  const { state, urls } = world;
  const wanted = call.query.get("state") ?? "open";
  const labels = (call.query.get("labels") ?? "").split(",").filter((name) => name !== "");
  const milestone = call.query.get("milestone");
  const found = state.issues.filter((issue) =>
    (wanted === "all" || issue.state === wanted) &&
    labels.every((label) => issue.labels.some((one) => one.toLowerCase() === label.toLowerCase())) &&
    (milestone === null || String(issue.milestone) === milestone)
  );
  return paged(call, urls.api, found.reverse().map((issue) => showOf(world, issue)));
}

const newIssue = z.strictObject({
  title: z.string().min(1),
  body: z.string().max(longestBody).default(""),
  labels: z.array(z.string()).default([]),
});

async function makeIssue({ grant, body, world }: Asked) {
  requireIssues(world);
  const { title, body: text, labels } = await body(newIssue);
  // without push access they are dropped, and nobody is told
  const kept = grant.canPush ?? true ? labels : [];
  const { state, number } = world;
  for (const name of kept) {
    if (!state.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) {
      state.labels.push({ name, color: "ededed", description: "" });
    }
  }
  const issue: StoredIssue = {
    ...{ number: number(), title, body: text, state: "open", labels: kept, milestone: null },
    ...{ author: grant.login, comments: [], pull: null },
  };
  state.issues.push(issue);
  return reply(201, showOf(world, issue));
}

function issueOf({ values: [number = ""], world }: Asked): StoredIssue {
  const found = world.state.issues.find((one) => String(one.number) === number);
  if (found === undefined) throw new Refusal(notFound());
  return found;
}

function showIssue(asked: Asked) {
  requireIssues(asked.world);
  return reply(200, showOf(asked.world, issueOf(asked)));
}

const issueChange = z.strictObject({
  title: z.string().optional(),
  body: z.string().max(longestBody).optional(),
  state: z.enum(["open", "closed"]).optional(),
  state_reason: z.enum(["completed", "not_planned", "reopened", "duplicate"]).nullish(),
});

async function changeIssue(asked: Asked) {
  requireIssues(asked.world);
  const issue = issueOf(asked);
  const { title, body, state } = await asked.body(issueChange);
  Object.assign(issue, {
    title: title ?? issue.title,
    body: body ?? issue.body,
    state: state ?? issue.state,
  });
  return reply(200, showOf(asked.world, issue));
}

function listComments(asked: Asked) {
  const { call, world } = asked;
  return paged(call, world.urls.api, issueOf(asked).comments.map((one) => showComment(world, one)));
}

const newComment = z.strictObject({ body: z.string().min(1).max(longestBody) });

async function makeComment(asked: Asked) {
  const issue = issueOf(asked);
  const { body } = await asked.body(newComment);
  const comment = { id: asked.world.number(), body, author: asked.grant.login };
  issue.comments.push(comment);
  return reply(201, showComment(asked.world, comment));
}

async function changeComment({ values: [id = ""], world, body }: Asked) {
  const found = world.state.issues.flatMap(({ comments }) => comments).find((one) => String(one.id) === id);
  if (found === undefined) throw new Refusal(notFound());
  found.body = (await body(newComment)).body;
  return reply(200, showComment(world, found));
}

function showComment({ state }: World, { id, body, author }: StoredIssue["comments"][number]) {
  const html_url = `https://code.example.test/${state.repo}/issues#issuecomment-${id}`;
  const type = author.endsWith("[bot]") ? "Bot" : "User";
  const isKnown = [...state.tokens.values()].some(({ login, canPush = true }) => login === author && canPush);
  const author_association = type === "User" && isKnown ? "COLLABORATOR" : "NONE";
  return { id, body, user: { login: author, type }, author_association, html_url };
}

function showOf({ state }: World, issue: StoredIssue) {
  const { number, title, body, labels, author, milestone, pull } = issue;
  const html_url = `https://code.example.test/${state.repo}/${pull === null ? "issues" : "pull"}/${number}`;
  return {
    ...{ number, title, body, state: issue.state, html_url, user: { login: author } },
    labels: labels.map((name) => ({ name })),
    milestone: milestone === null ? null : { number: milestone },
    ...pull === null ? {} : { pull_request: { html_url } },
  };
}
