import { z } from "zod";
import { mask } from "../cli/mask.ts";
import { capture } from "./capture.ts";
import type { DeployContext } from "./context.ts";
import type { PlannedCommand } from "./planned-command.ts";

const failure = z.object({ error: z.object({ message: z.string() }) });

/** What was asked, or why there is no answer. */
export type Answer<Value> = { value: Value } | { problem: string };

/** Milliseconds that a question may take. */
const longestAnswerMs = 30_000;

/** Runs a command of the Supabase CLI that prints JSON, errors too. One that does not end in time has no answer. */
export async function askCli<Value>(
  { signal }: DeployContext,
  command: PlannedCommand,
  schema: z.ZodType<Value>,
  limitMs: number = longestAnswerMs,
): Promise<Answer<Value>> {
  const limit = AbortSignal.timeout(limitMs);
  const captured = await capture(command, AbortSignal.any([signal, limit])).catch((error: unknown) => {
    if (error !== limit.reason) throw error;
  });
  if (captured === undefined) {
    return { problem: `could not be asked: "${command.shown}" did not end within ${limitMs / 1000} seconds` };
  }
  const { code, stdout, stderr } = captured;
  const answer = parse(stdout);
  const parsed = schema.safeParse(answer);
  if (code === 0 && parsed.success) return { value: parsed.data };
  const why = failure.safeParse(answer).data?.error.message ?? stderr.split("\n").at(-1) ?? "";
  return { problem: `could not be asked: "${command.shown}" ended with code ${code}: ${mask.apply(why)}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
