import type { z } from "zod";
import { describeIssues } from "./issues.ts";
import { Problem } from "./problem.ts";

/**
 * The parameters of a URL, and whatever else a client says in words, of the given shape; unknown ones are passed over, as newer clients may
 * send more. Raises Problem 422 `query_invalid` naming everything that is wrong, never what was sent.
 */
export function readQuery<T>(
  { searchParams }: URL,
  schema: z.ZodType<T>,
  more: Record<string, string | null> = {},
): T {
  const parameters = [...searchParams].filter(([name]) => !Object.hasOwn(more, name));
  const said = [...parameters, ...Object.entries(more)];
  const parsed = schema.safeParse(Object.fromEntries(said.filter(([, value]) => value !== null)));
  if (parsed.success) return parsed.data;
  throw new Problem("query_invalid", 422, `${describeIssues(parsed.error, "the query")}.`);
}
