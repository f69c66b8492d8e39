import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { CodeHost } from "../code-host.ts";
import { pathOf } from "../http/answer.ts";
import { requireMarker } from "../marker.ts";
import type { GitHub } from "./context.ts";

const commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ type: z.string().optional() }).nullish(),
  author_association: z.string().optional(),
});

/**
 * A comment of issue or pull request that is there once: changed where one of ours holds the marker, else made. Anybody can write the marker,
 * so that only what a bot or somebody with rights wrote is ours.
 */
export async function keepComment(
  { client, base }: GitHub,
  number: number,
  { marker, body, onlyChange = false }: Parameters<CodeHost["keepComment"]>[1],
): Promise<{ url: string; how: "made" | "changed" | "same" }> {
  requireMarker(body, marker);
  const path = base + pathOf`/issues/${number}/comments`;
  const find = async () =>
    (await client.list(path, commentSchema)).find((one) =>
      one.body?.includes(marker) &&
      (one.user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(one.author_association ?? ""))
    ) ?? null;
  const there = await find();
  if (there === null) {
    if (onlyChange) {
      throw new CommandError(
        "comment_missing",
        `#${number} has no such comment`,
        "There is nothing to do.",
        exitCode.refused,
      );
    }
    const made = await client.write("POST", path, { body }, commentSchema, { find });
    return { url: made.html_url, how: "made" };
  }
  if (there.body === body) return { url: there.html_url, how: "same" };
  const changed = await client.write(
    "PATCH",
    base + pathOf`/issues/comments/${there.id}`,
    { body },
    commentSchema,
  );
  return { url: changed.html_url, how: "changed" };
}
