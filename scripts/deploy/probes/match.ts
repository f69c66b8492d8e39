import { z } from "zod";
import { computeApart } from "../../runtime.ts";

/** Milliseconds, the start of the worker included; an honest pattern takes one. */
const limitMs = 2000;

const answer = z.union([z.object({ found: z.string().nullable() }), z.object({ problem: z.string() })])
  .optional();

/**
 * The first group of a pattern in a text, or the whole match; null when there is none. The pattern is the repository's and the text a
 * server's: together they may take for ever, so it is tried apart and given up in time. `problem` says that, or what the engine says.
 */
export async function matchApart(
  source: string,
  text: string,
): Promise<{ found: string | null } | { problem: string }> {
  const code = `({ source, text }) => {
    try {
      const match = new RegExp(source).exec(text);
      return { found: match === null ? null : match[1] ?? match[0] };
    } catch (error) {
      return { problem: String(error.message) };
    }
  }`;
  const said = answer.parse(await computeApart(code, { source, text }, limitMs));
  return said ?? { problem: `takes longer than ${limitMs / 1000} s` };
}
