import { z } from "zod";
import type { CodeHost, PullFile, PullRequest, Review } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import { tooLarge } from "../summary.ts";
import type { GitHub } from "./context.ts";

const user = z.object({ login: z.string() }).nullish();
const pullSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().default(false),
  merged_at: z.string().nullish(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string() }),
  user,
  html_url: z.string(),
});
const reviewSchema = z.object({ user, state: z.string(), commit_id: z.string().nullish() });

export async function pullRequests(
  { client, base }: GitHub,
  query: Parameters<CodeHost["pullRequests"]>[0],
): Promise<PullRequest[]> {
  const [, owner = ""] = /^\/repos\/([^/]+)/.exec(base) ?? [];
  const asked = queryOf({
    state: query.state,
    base: query.base,
    // without the owner GitHub ignores it, and gives all of them
    head: query.head === undefined ? undefined : `${owner}:${query.head}`,
  });
  const found = await client.list(`${base}/pulls${asked}`, pullSchema);
  return found.map(toPull).filter(({ head }) => query.head === undefined || head === query.head);
}

export async function pullRequest({ client, base }: GitHub, number: number): Promise<PullRequest | null> {
  return await client.find(base + pathOf`/pulls/${number}`, pullSchema.transform(toPull));
}

export async function pullRequestsOf({ client, base }: GitHub, sha: string): Promise<PullRequest[]> {
  return (await client.list(base + pathOf`/commits/${sha}/pulls`, pullSchema)).map(toPull);
}

const fileSchema = z.object({
  filename: z.string(),
  status: z.string(),
  previous_filename: z.string().nullish(),
}).transform(({ filename, status, previous_filename }): PullFile => ({
  path: filename,
  from: previous_filename ?? null,
  isNew: status === "added" || status === "copied",
}));

/** GitHub, "List pull requests files": 3,000 at most. */
const mostFiles = 3000;

export async function pullFiles({ client, base, name }: GitHub, number: number): Promise<PullFile[]> {
  const files = await client.list(base + pathOf`/pulls/${number}/files`, fileSchema);
  if (files.length >= mostFiles) throw tooLarge(name, number);
  return files;
}

/** One page, whatever there is beside it. */
export async function latestPullRequests({ client, base }: GitHub, branch: string): Promise<PullRequest[]> {
  const asked = queryOf({ state: "all", base: branch, sort: "updated", direction: "desc", per_page: 10 });
  return (await client.get(`${base}/pulls${asked}`, z.array(pullSchema))).map(toPull);
}

export async function openPullRequest(
  github: GitHub,
  { head, base, title, body, isDraft = false }: Parameters<CodeHost["openPullRequest"]>[0],
): Promise<PullRequest> {
  const find = async () => (await pullRequests(github, { head, base, state: "open" }))[0] ?? null;
  const there = await find();
  if (there !== null) return there;
  const wanted = { title, head, base, body, draft: isDraft };
  return await github.client.write("POST", `${github.base}/pulls`, wanted, pullSchema.transform(toPull), {
    find,
  });
}

export async function updatePullRequest(
  { client, base }: GitHub,
  number: number,
  change: Parameters<CodeHost["updatePullRequest"]>[1],
): Promise<PullRequest> {
  return toPull(await client.write("PATCH", base + pathOf`/pulls/${number}`, change, pullSchema));
}

const opinions = new Map<string, Review["opinion"]>([
  ["APPROVED", "approved"],
  ["CHANGES_REQUESTED", "changes_requested"],
  ["DISMISSED", "dismissed"],
]);

/** The host gives the whole history, oldest first; what is only a comment, or not sent yet, takes no opinion back. */
export async function reviewsOf({ client, base }: GitHub, number: number): Promise<Review[]> {
  const history = await client.list(base + pathOf`/pulls/${number}/reviews`, reviewSchema);
  const last = new Map<string, Review>();
  for (const { user, state, commit_id } of history) {
    const opinion = opinions.get(state);
    // the account is gone
    const name = user?.login ?? "ghost";
    if (opinion !== undefined) last.set(name, { user: name, opinion, commit: commit_id ?? null });
  }
  return [...last.values()];
}

function toPull(given: z.output<typeof pullSchema>): PullRequest {
  const { number, title, body, state, draft, merged_at, head, base, user, html_url } = given;
  return {
    ...{ number, title, body: body ?? "", isDraft: draft },
    state: merged_at ? "merged" : state,
    ...{ head: head.ref, headSha: head.sha, base: base.ref },
    ...{ author: user?.login ?? null, url: html_url },
  };
}
