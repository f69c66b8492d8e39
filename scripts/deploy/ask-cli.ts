import { z } from "zod";
import { mask } from "../cli/mask.ts";
import { planDatabasePush } from "./adapters/supabase.ts";
import { capture } from "./capture.ts";
import type { DeployContext } from "./context.ts";
import type { PlannedCommand } from "./planned-command.ts";

const failure = z.object({ error: z.object({ message: z.string() }) });
const dryRun = z.object({ upToDate: z.boolean(), migrations: z.array(z.unknown()) });

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

/** How many migrations of the repository the project's database lacks, by `supabase db push --dry-run`. */
export async function countPendingMigrations(context: DeployContext): Promise<Answer<number>> {
  const flags = ["--dry-run", "--yes", "--output-format", "json"];
  const answer = await askCli(context, planDatabasePush(context, flags), dryRun);
  if ("problem" in answer) return answer;
  return { value: answer.value.upToDate ? 0 : answer.value.migrations.length };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
