import { z } from "zod";
import type { Milestone } from "../code-host.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import type { GitLab } from "./dialect.ts";

const milestoneSchema = z.object({
  id: z.number(),
  iid: z.number(),
  title: z.string(),
  due_date: z.string().nullish(),
  web_url: z.string(),
});
const itemSchema = z.object({ iid: z.number(), title: z.string(), state: z.string(), web_url: z.string() });

export async function milestone({ client, base }: GitLab, title: string): Promise<Milestone | null> {
  const found = (await client.list(`${base}/milestones${queryOf({ title })}`, milestoneSchema))
    .find((one) => one.title === title);
  if (found === undefined) return null;
  const path = base + pathOf`/milestones/${found.id}`;
  const [issues, requests] = await Promise.all([
    client.list(`${path}/issues`, itemSchema),
    client.list(`${path}/merge_requests`, itemSchema),
  ]);
  const items = [
    ...issues.map((item) => ({ ...item, isPullRequest: false })),
    ...requests.map((item) => ({ ...item, isPullRequest: true })),
  ];
  const open = items.filter(({ state }) => state === "opened");
  return {
    number: found.iid,
    title,
    open: open.map(({ iid: number, title, isPullRequest, web_url: url }) => ({
      number,
      title,
      isPullRequest,
      url,
    })),
    closedCount: items.length - open.length,
    dueAt: found.due_date ?? null,
    url: found.web_url,
  };
}

export async function openMilestones({ client, base }: GitLab): Promise<string[]> {
  const open = await client.list(`${base}/milestones?state=active`, milestoneSchema);
  return open.map(({ title }) => title);
}
