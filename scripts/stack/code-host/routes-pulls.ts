import { z } from "zod";
import { mergeStateOf } from "./merge-state.ts";
import { invalid, notFound, paged, reply } from "./reply.ts";
import { type Asked, Refusal, type Route, type World } from "./route.ts";
import { longestBody } from "./routes-issues.ts";
import type { StoredIssue, StoredPull } from "./state.ts";

const read = [["pull_requests:read"]] as const;
const write = [["pull_requests:write"]] as const;

/** Pull requests and their reviews. */
export const pullRoutes: readonly Route[] = [
  { method: "GET", path: "/pulls", needs: read, handle: listPulls },
  { method: "POST", path: "/pulls", needs: write, handle: makePull },
  { method: "GET", path: "/pulls/:", needs: read, handle: showPull },
  { method: "PATCH", path: "/pulls/:", needs: write, handle: changePull },
  { method: "GET", path: "/pulls/:/reviews", needs: read, handle: listReviews },
];

/** An issue that is a pull request. */
export type WithPull = StoredIssue & { pull: StoredPull };

export function isPull(issue: StoredIssue): issue is WithPull {
  return issue.pull !== null;
}

/** Raises Refusal. */
export function pullOf({ values: [number = ""], world }: Asked): WithPull {
  const found = world.state.issues.find((one) => String(one.number) === number);
  if (found === undefined || !isPull(found)) throw new Refusal(notFound());
  return found;
}

async function listPulls({ call, world }: Asked) {
  const { state, urls } = world;
  const wanted = call.query.get("state") ?? "open";
  const base = call.query.get("base");
  const head = call.query.get("head");
  const [owner = ""] = state.repo.split("/");
  const found = state.issues.filter(isPull).filter((one) =>
    (wanted === "all" || one.state === wanted) && (base === null || one.pull.base === base) &&
    // a head without its owner is no filter
    (head === null || !head.includes(":") || `${owner}:${one.pull.head}` === head)
  );
  return paged(call, urls.api, await Promise.all(found.reverse().map((one) => showPullRequest(world, one))));
}

const newPull = z.strictObject({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().max(longestBody).default(""),
  draft: z.boolean().default(false),
});

async function makePull({ body, grant, world }: Asked) {
  const { title, head, base, body: text, draft } = await body(newPull);
  const { state, bare, number } = world;
  for (const [field, branch] of [["head", head], ["base", base]] as const) {
    if (await bare.refTarget(`refs/heads/${branch}`) === null) {
      return invalid("PullRequest", field, "invalid");
    }
  }
  if (await bare.contains(base, head)) {
    return invalid("PullRequest", "head", "custom", `No commits between ${base} and ${head}`);
  }
  const isThere = state.issues.some((one) =>
    one.state === "open" && one.pull?.head === head && one.pull.base === base
  );
  if (isThere) {
    const [owner = ""] = state.repo.split("/");
    return invalid("PullRequest", "", "custom", `A pull request already exists for ${owner}:${head}.`);
  }
  const issue: WithPull = {
    ...{ number: number(), title, body: text, state: "open", labels: [], milestone: null },
    ...{ author: grant.login, comments: [] },
    pull: { head, base, isDraft: draft, mergedAt: null, reviews: [] },
  };
  state.issues.push(issue);
  const startsWorkflows = grant.kind !== "workflow";
  state.events.push({
    name: "pull_request",
    ref: `refs/pull/${issue.number}/merge`,
    by: grant.login,
    startsWorkflows,
  });
  return reply(201, await showPullRequest(world, issue));
}

async function showPull(asked: Asked) {
  const issue = pullOf(asked);
  const mergeState = await mergeStateOf(asked.world, issue.pull);
  return reply(200, {
    ...await showPullRequest(asked.world, issue),
    mergeable: issue.pull.mergedAt === null ? mergeState !== "dirty" : null,
    mergeable_state: issue.pull.mergedAt === null ? mergeState : "unknown",
  });
}

const pullChange = z.strictObject({
  title: z.string().optional(),
  body: z.string().max(longestBody).optional(),
  base: z.string().optional(),
  state: z.enum(["open", "closed"]).optional(),
});

async function changePull(asked: Asked) {
  const issue = pullOf(asked);
  const { title, body, base, state } = await asked.body(pullChange);
  if (base !== undefined && await asked.world.bare.refTarget(`refs/heads/${base}`) === null) {
    return invalid("PullRequest", "base", "invalid");
  }
  issue.title = title ?? issue.title;
  issue.body = body ?? issue.body;
  issue.state = state ?? issue.state;
  issue.pull.base = base ?? issue.pull.base;
  return reply(200, await showPullRequest(asked.world, issue));
}

function listReviews(asked: Asked) {
  const { pull } = pullOf(asked);
  return paged(
    asked.call,
    asked.world.urls.api,
    pull.reviews.map(({ user, state, commit }, at) => ({
      id: at + 1,
      user: user === null ? null : { login: user },
      state,
      commit_id: commit,
    })),
  );
}

/** A pull request as the API shows it. */
export async function showPullRequest({ state, bare }: World, { pull, ...issue }: WithPull) {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    draft: pull.isDraft,
    merged_at: pull.mergedAt,
    head: {
      ref: pull.head,
      sha: pull.headSha ?? await bare.commit(`refs/heads/${pull.head}`) ?? "0".repeat(40),
    },
    base: { ref: pull.base },
    user: { login: issue.author },
    html_url: `https://code.example.test/${state.repo}/pull/${issue.number}`,
  };
}
