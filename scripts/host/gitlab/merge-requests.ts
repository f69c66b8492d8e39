import { z } from "zod";
import type { CodeHost, PullRequest, Review } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import type { GitLab } from "./dialect.ts";

const requestSchema = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(["opened", "closed", "locked", "merged"]),
  draft: z.boolean().default(false),
  source_branch: z.string(),
  target_branch: z.string(),
  sha: z.string().nullish(),
  author: z.object({ username: z.string() }).nullish(),
  web_url: z.string(),
}).transform((given): PullRequest => ({
  number: given.iid,
  title: given.title,
  body: given.description ?? "",
  state: given.state === "merged" ? "merged" : given.state === "closed" ? "closed" : "open",
  isDraft: given.draft,
  head: given.source_branch,
  headSha: given.sha ?? "",
  base: given.target_branch,
  author: given.author?.username ?? null,
  url: given.web_url,
}));

export async function pullRequests(
  { client, base }: GitLab,
  { head, base: target, state }: Parameters<CodeHost["pullRequests"]>[0],
): Promise<PullRequest[]> {
  const asked = queryOf({
    state: state === "open" ? "opened" : state,
    source_branch: head,
    target_branch: target,
  });
  const found = await client.list(`${base}/merge_requests${asked}`, requestSchema);
  // for GitLab, merged is no kind of closed
  return found.filter((one) => state === "all" || (state === "open") === (one.state === "open"));
}

export async function pullRequest({ client, base }: GitLab, number: number): Promise<PullRequest | null> {
  return await client.find(base + pathOf`/merge_requests/${number}`, requestSchema);
}

export async function pullRequestsOf({ client, base }: GitLab, sha: string): Promise<PullRequest[]> {
  return await client.list(base + pathOf`/repository/commits/${sha}/merge_requests`, requestSchema);
}

/** One page, whatever there is beside it. */
export async function latestPullRequests({ client, base }: GitLab, branch: string): Promise<PullRequest[]> {
  const asked = queryOf({ target_branch: branch, order_by: "updated_at", sort: "desc", per_page: 10 });
  return await client.get(`${base}/merge_requests${asked}`, z.array(requestSchema));
}

export async function openPullRequest(
  gitlab: GitLab,
  { head, base, title, body, isDraft = false }: Parameters<CodeHost["openPullRequest"]>[0],
): Promise<PullRequest> {
  const find = async () => (await pullRequests(gitlab, { head, base, state: "open" }))[0] ?? null;
  const there = await find();
  if (there !== null) return there;
  const wanted = {
    source_branch: head,
    target_branch: base,
    title: isDraft ? `Draft: ${title}` : title,
    description: body,
  };
  return await gitlab.client.write("POST", `${gitlab.base}/merge_requests`, wanted, requestSchema, { find });
}

export async function updatePullRequest(
  { client, base }: GitLab,
  number: number,
  { title, body, base: target, state }: Parameters<CodeHost["updatePullRequest"]>[1],
): Promise<PullRequest> {
  const change = {
    title,
    description: body,
    target_branch: target,
    state_event: state === undefined ? undefined : state === "open" ? "reopen" : "close",
  };
  return await client.write("PUT", base + pathOf`/merge_requests/${number}`, change, requestSchema);
}

const approvalsSchema = z.object({
  approved_by: z.array(z.object({ user: z.object({ username: z.string() }) })),
});

/** Approvals alone: a request for changes is no opinion that this interface tells. */
export async function reviewsOf({ client, base }: GitLab, number: number): Promise<Review[]> {
  const { approved_by } = await client.get(
    base + pathOf`/merge_requests/${number}/approvals`,
    approvalsSchema,
  );
  return approved_by.map(({ user }) => ({ user: user.username, opinion: "approved", commit: null }));
}
