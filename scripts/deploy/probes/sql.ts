import { z } from "zod";
import type { SqlProbe } from "../../manifest/schema-probes.ts";
import { planQuery } from "../adapters/supabase-database.ts";
import { askCli } from "../ask-cli.ts";
import type { DeployContext } from "../context.ts";
import { disagreements } from "./expectations.ts";
import { type ProbeResult, unanswered, unseen } from "./probe-result.ts";

const rows = z.array(z.record(z.string(), z.unknown()));

/** Asks the environment's database one statement, which may only read, with the Supabase CLI. */
export async function probeSql(context: DeployContext, { query, expect }: SqlProbe): Promise<ProbeResult> {
  const answer = await askCli(context, planQuery(context, query), rows);
  if ("problem" in answer) return unanswered(answer.problem);
  const problems = await disagreements(answer.value, expect);
  if (problems.length > 0) return unseen(problems.join("; "));
  return { isVerified: true, saw: `answered ${answer.value.length} rows as expected` };
}
