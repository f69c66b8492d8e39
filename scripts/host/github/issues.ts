import { z } from "zod";
import type { CodeHost, Issue } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import { requireMarker } from "../marker.ts";
import type { GitHub } from "./context.ts";
import { hasErrorCode } from "./dialect.ts";

const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  labels: z.array(z.union([z.string(), z.object({ name: z.string() })])),
  html_url: z.string(),
  /** There when it is a pull request. */
  pull_request: z.unknown().optional(),
});

/** By label and by a text of our own in the body: the search is late, and may leave out. */
export async function findIssues(
  { client, base }: GitHub,
  { label, marker, state }: Parameters<CodeHost["findIssues"]>[0],
): Promise<Issue[]> {
  const found = await client.list(`${base}/issues${queryOf({ labels: label, state })}`, issueSchema);
  return found.filter(({ pull_request }) => pull_request === undefined).map(toIssue)
    .filter(({ body }) => body.includes(marker));
}

export async function openIssue(
  github: GitHub,
  { title, body, labels, marker }: Parameters<CodeHost["openIssue"]>[0],
): Promise<{ issue: Issue; missingLabels: string[] }> {
  requireMarker(body, marker);
  const { client, base } = github;
  // not by label: who may not write gets none
  const find = async () =>
    (await client.list(`${base}/issues?state=open`, issueSchema.transform(toIssue)))
      .find((issue) => issue.body.includes(marker)) ?? null;
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
