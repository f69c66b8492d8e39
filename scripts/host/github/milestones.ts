import { z } from "zod";
import type { Milestone } from "../code-host.ts";
import { queryOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";

const milestoneSchema = z.object({
  number: z.number(),
  title: z.string(),
  closed_issues: z.number(),
  due_on: z.string().nullish(),
  html_url: z.string(),
});
const itemSchema = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  /** There when it is a pull request. */
  pull_request: z.unknown().optional(),
});

/** Its open items are listed one by one: the host's own count does not tell pull requests from issues. */
export async function milestone({ client, base }: GitHub, title: string): Promise<Milestone | null> {
  const all = await client.list(`${base}/milestones?state=all`, milestoneSchema);
  const found = all.find((one) => one.title === title);
  if (found === undefined) return null;
  const { number, closed_issues: closedCount, due_on, html_url: url } = found;
  const open = await client.list(
    `${base}/issues${queryOf({ milestone: number, state: "open" })}`,
    itemSchema,
  );
  return {
    ...{ number, title, closedCount, dueAt: due_on ?? null, url },
    open: open.map((item) => ({
      number: item.number,
      title: item.title,
      isPullRequest: item.pull_request !== undefined,
      url: item.html_url,
    })),
  };
}

export async function openMilestones({ client, base }: GitHub): Promise<string[]> {
  const open = await client.list(`${base}/milestones?state=open`, milestoneSchema);
  return open.map(({ title }) => title);
}
