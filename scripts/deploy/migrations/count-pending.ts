import { z } from "zod";
import { planDatabasePush } from "../adapters/supabase-database.ts";
import { type Answer, askCli } from "../ask-cli.ts";
import type { DeployContext } from "../context.ts";
import { readMigrationFiles } from "./migration-files.ts";

const dryRun = z.object({ upToDate: z.boolean(), migrations: z.array(z.string()) });

/**
 * How many migrations of the repository the project's database lacks, by `supabase db push --dry-run`; of those that the context says are
 * applied with the component: what contracts may wait for code that is deployed later.
 */
export async function countPendingMigrations(context: DeployContext): Promise<Answer<number>> {
  const flags = ["--dry-run", "--include-all", "--yes", "--output-format", "json"];
  const answer = await askCli(context, planDatabasePush(context, flags), dryRun);
  if ("problem" in answer) return answer;
  const { upToDate, migrations } = answer.value;
  if (upToDate) return { value: 0 };
  const { migrations: phase = "all" } = context;
  if (phase !== "expand" && phase !== "none") return { value: migrations.length };
  const { files } = await readMigrationFiles(context.root);
  const late = new Set(files.filter((file) => file.phase === "contract").map(({ name }) => name));
  return { value: migrations.filter((name) => !late.has(name)).length };
}
