import { z } from "zod";
import type { CodeHost, Issue } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import { requireMarker } from "../marker.ts";
import type { GitLab } from "./dialect.ts";

const issueSchema = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(["opened", "closed"]),
  labels: z.array(z.string()),
  web_url: z.string(),
}).transform((given): Issue => ({
  number: given.iid,
  title: given.title,
  body: given.description ?? "",
  state: given.state === "opened" ? "open" : "closed",
  labels: given.labels,
  url: given.web_url,
}));

export async function findIssues(
  { client, base }: GitLab,
  { label, marker, state }: Parameters<CodeHost["findIssues"]>[0],
): Promise<Issue[]> {
  // of the token's own account: anybody can write a marker into an issue of theirs
  const asked = queryOf({
    labels: label,
    state: state === "open" ? "opened" : state,
    scope: "created_by_me",
  });
  const found = await client.list(`${base}/issues${asked}`, issueSchema);
  return found.filter(({ body }) => body.includes(marker));
}

export async function openIssue(
  gitlab: GitLab,
  { title, body, labels, marker }: Parameters<CodeHost["openIssue"]>[0],
): Promise<{ issue: Issue; missingLabels: string[] }> {
  requireMarker(body, marker);
  const { client, base } = gitlab;
  const find = async () => (await findIssues(gitlab, { marker, state: "open" }))[0] ?? null;
  const wanted = { title, description: body, labels: labels.join(",") };
  const issue = await client.write("POST", `${base}/issues`, wanted, issueSchema, { find });
  return { issue, missingLabels: labels.filter((name) => !issue.labels.includes(name)) };
}

export async function closeIssue({ client, base }: GitLab, number: number): Promise<void> {
  await client.write("PUT", base + pathOf`/issues/${number}`, { state_event: "close" }, issueSchema);
}

const noteSchema = z.object({ id: z.number(), body: z.string() });

export async function comment(
  { client, base }: GitLab,
  number: number,
  body: string,
): Promise<{ url: string }> {
  const issue = base + pathOf`/issues/${number}`;
  const { url } = await client.get(issue, issueSchema);
  const same = async () =>
    (await client.list(`${issue}/notes?sort=asc`, noteSchema)).filter((one) => one.body === body);
  // the same may have been said before
  const before = (await same()).length;
  const find = async () => (await same())[before] ?? null;
  const { id } = await client.write("POST", `${issue}/notes`, { body }, noteSchema, { find });
  return { url: `${url}#note_${id}` };
}

export async function ensureLabel(
  { client, base }: GitLab,
  { name, color, description }: Parameters<CodeHost["ensureLabel"]>[0],
): Promise<"made" | "there"> {
  const schema = z.object({ name: z.string() }).transform((): "made" | "there" => "made");
  const find = () => client.find(base + pathOf`/labels/${name}`, schema);
  return await client.write("POST", `${base}/labels`, { name, color: `#${color}`, description }, schema, {
    find,
    also: ({ status }) => status === 409 ? "there" : undefined,
  });
}
