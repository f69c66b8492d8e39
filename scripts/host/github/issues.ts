import { z } from "zod";
import type { CodeHost, Issue } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import { requireMarker } from "../marker.ts";
import type { GitHub } from "./context.ts";
import { hasErrorCode } from "./dialect.ts";
import { ask } from "./graphql.ts";

const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  labels: z.array(z.union([z.string(), z.object({ name: z.string() })])),
  html_url: z.string(),
  /** Null when the account is gone. */
  user: z.object({ login: z.string() }).nullish(),
  /** There when it is a pull request. */
  pull_request: z.unknown().optional(),
});

const viewerSchema = z.object({ viewer: z.object({ login: z.string() }) });

/**
 * Whether the token's own account wrote an issue: anybody can write a marker into one of theirs. GraphQL tells it to a job's own token and to an
 * App's as well, whose REST knows no user, and calls them as REST calls the authors of issues: `github-actions[bot]`.
 */
async function authorTest(github: GitHub): Promise<(issue: z.output<typeof issueSchema>) => boolean> {
  const { viewer } = await ask(github, "query { viewer { login } }", {}, viewerSchema);
  return ({ user }) => user?.login === viewer.login;
}

/** By label, author and a text of our own in the body: the search is late, and may leave out. */
export async function findIssues(
  github: GitHub,
  { label, marker, state }: Parameters<CodeHost["findIssues"]>[0],
): Promise<Issue[]> {
  const { client, base } = github;
  const found = await client.list(`${base}/issues${queryOf({ labels: label, state })}`, issueSchema);
  const marked = found.filter(({ pull_request, body }) =>
    pull_request === undefined && body?.includes(marker)
  );
  return marked.length === 0 ? [] : marked.filter(await authorTest(github)).map(toIssue);
}

export async function openIssue(
  github: GitHub,
  { title, body, labels, marker }: Parameters<CodeHost["openIssue"]>[0],
): Promise<{ issue: Issue; missingLabels: string[] }> {
  requireMarker(body, marker);
  const { client, base } = github;
  // not by label: who may not write gets none
  const find = async () => (await findIssues(github, { marker, state: "open" }))[0] ?? null;
  const wanted = { title, body, labels };
  const issue = await client.write("POST", `${base}/issues`, wanted, issueSchema.transform(toIssue), {
    find,
  });
  const has = issue.labels.map((name) => name.toLowerCase());
  return { issue, missingLabels: labels.filter((name) => !has.includes(name.toLowerCase())) };
}

export async function closeIssue({ client, base }: GitHub, number: number): Promise<void> {
  const change = { state: "closed", state_reason: "completed" };
  await client.write("PATCH", base + pathOf`/issues/${number}`, change, issueSchema);
}

const commentSchema = z.object({ body: z.string().nullish(), html_url: z.string() });

export async function comment(
  { client, base }: GitHub,
  number: number,
  body: string,
): Promise<{ url: string }> {
  const path = base + pathOf`/issues/${number}/comments`;
  const same = async () => (await client.list(path, commentSchema)).filter((one) => one.body === body);
  // the same may have been said before
  const before = (await same()).length;
  const find = async () => (await same())[before] ?? null;
  const { html_url: url } = await client.write("POST", path, { body }, commentSchema, { find });
  return { url };
}

const labelSchema = z.object({ name: z.string() });

export async function ensureLabel(
  { client, base }: GitHub,
  label: Parameters<CodeHost["ensureLabel"]>[0],
): Promise<"made" | "there"> {
  const find = async () =>
    await client.find(base + pathOf`/labels/${label.name}`, labelSchema) === null ? null : "made" as const;
  return await client.write(
    "POST",
    `${base}/labels`,
    label,
    labelSchema.transform((): "made" | "there" => "made"),
    { find, also: (answer) => hasErrorCode(answer, "already_exists") ? "there" : undefined },
  );
}

function toIssue({ number, title, body, state, labels, html_url: url }: z.output<typeof issueSchema>): Issue {
  const names = labels.map((label) => typeof label === "string" ? label : label.name);
  return { number, title, body: body ?? "", state, labels: names, url };
}
