import { z } from "zod";
import type { CodeHost, PullFile, PullRequest, Review } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import { tooLarge } from "../summary.ts";
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

const diffSchema = z.object({
  new_path: z.string(),
  old_path: z.string(),
  new_file: z.boolean(),
  renamed_file: z.boolean().default(false),
}).transform((given): PullFile => ({
  path: given.new_path,
  from: given.renamed_file ? given.old_path : null,
  isNew: given.new_file,
}));

/** `changes_count` has a + where GitLab lists no more. */
export async function pullFiles({ client, base, name }: GitLab, number: number): Promise<PullFile[]> {
  const path = base + pathOf`/merge_requests/${number}`;
  const [{ changes_count: count }, files] = await Promise.all([
    client.get(path, z.object({ changes_count: z.string().nullish() })),
    client.list(`${path}/diffs`, diffSchema),
  ]);
  if (count?.endsWith("+") === true) throw tooLarge(name, number);
  return files;
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
