import type { Commit } from "../../scripts/history/log/commit.ts";

/** A commit with this message, as the log has it. */
export function commitOf(
  message: string,
  { sha = "a".repeat(40), parents = ["b".repeat(40)], ...rest }: Partial<Commit> = {},
): Commit {
  const [subject = "", ...body] = message.split("\n");
  const author = { name: "Ada", email: "ada@example.test" };
  return {
    sha,
    parents,
    author,
    subject,
    body: body.join("\n").trim(),
    trailers: [],
    paths: [],
    pull: null,
    ...rest,
  };
}
