import { z } from "zod";
import type { ReviewThread } from "../code-host.ts";
import { pathOf } from "../http/answer.ts";
import type { GitLab } from "./dialect.ts";

const noteSchema = z.object({
  id: z.number(),
  body: z.string(),
  author: z.object({ username: z.string() }).nullish(),
  resolvable: z.boolean().default(false),
  resolved: z.boolean().default(false),
  position: z.object({ new_path: z.string().nullish() }).nullish(),
});
const discussionSchema = z.object({ id: z.string(), notes: z.array(noteSchema) });

/** Discussions that can be resolved; one is when all of its notes are. What GitLab writes itself, and single comments, are none. */
export async function reviewThreads({ client, base }: GitLab, number: number): Promise<ReviewThread[]> {
  const request = base + pathOf`/merge_requests/${number}`;
  const [{ web_url }, discussions] = await Promise.all([
    client.get(request, z.object({ web_url: z.string() })),
    client.list(`${request}/discussions`, discussionSchema),
  ]);
  return discussions.flatMap(({ notes }): ReviewThread[] => {
    const open = notes.filter(({ resolvable }) => resolvable);
    const [first] = open;
    if (first === undefined) return [];
    const author = first.author?.username ?? null;
    return [{
      isResolved: open.every(({ resolved }) => resolved),
      body: first.body,
      author,
      // GitLab, "Bot users for projects": project_12_bot_6aa5…
      isByBot: author !== null && /^(project|group)_\d+_bot(_|$)/.test(author),
      path: first.position?.new_path ?? null,
      url: `${web_url}#note_${first.id}`,
    }];
  });
}
