import { readFile } from "node:fs/promises";

/** A push that the repository took. */
interface Push {
  /** `workflow`: with the default token of a workflow's job. */
  by: string;
  refs: { ref: string; before: string; after: string }[];
}

/** What a push tells to workflows. */
export interface PushEvent {
  ref: string;
  sha: string;
  isDeletion: boolean;
}

/** The most tags that one push may bring and still tell of them. GitHub, "Events that trigger workflows", push. */
const mostTags = 3;

/** The pushes to a repository that `guardPushes` has prepared, oldest first. */
export async function readPushes(repository: string): Promise<Push[]> {
  const text = await readFile(`${repository}/pushes`, "utf8").catch(() => "");
  const pushes = new Map<string, Push>();
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const [id = "", by = "", before = "", after = "", ref = ""] = line.split(" ");
    const push = pushes.get(id) ?? { by, refs: [] };
    push.refs.push({ ref, before, after });
    pushes.set(id, push);
  }
  return [...pushes.values()];
}

/**
 * The events of a push: one for each ref, none for tags when there are more than three of them, and none at all by a workflow's own token.
 */
export function eventsOf({ by, refs }: Push): PushEvent[] {
  if (by === "workflow") return [];
  const tags = refs.filter(({ ref }) => ref.startsWith("refs/tags/"));
  return refs.filter((one) => tags.length <= mostTags || !tags.includes(one))
    .map(({ ref, after }) => ({ ref, sha: after, isDeletion: /^0+$/.test(after) }));
}
