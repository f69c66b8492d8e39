import { createHash } from "node:crypto";
import { z } from "zod";
import type { Finding } from "../cli/command-error.ts";
import { planDatabase } from "../deploy/adapters/supabase-database.ts";
import { askCli } from "../deploy/ask-cli.ts";
import type { DeployContext } from "../deploy/context.ts";
import { migrationsFolder, readMigrationFiles } from "../deploy/migrations/migration-files.ts";

/** Without what the CLI takes out when it splits a file into statements. */
const sql =
  `select version, md5(regexp_replace(array_to_string(statements, ''), '[ \\t\\r\\n\\f\\v;]', '', 'g')) as md5 ` +
  "from supabase_migrations.schema_migrations where cardinality(statements) > 0";
const answerSchema = z.array(z.object({ version: z.string(), md5: z.string() }));

/**
 * Migrations that say something else than what was applied: a new database would get something else than this one has. The history keeps the
 * statements of each file; where it has none, or can't be asked, nothing is said.
 */
export async function findEdited(context: DeployContext, applied: readonly string[]): Promise<Finding[]> {
  if (applied.length === 0) return [];
  const flags = ["--read-only", sql, "--output-format", "json"];
  const [answer, { files }] = await Promise.all([
    askCli(context, planDatabase(context, ["db", "query"], flags), answerSchema),
    readMigrationFiles(context.root),
  ]);
  if ("problem" in answer) return [];
  const history = new Map(answer.value.map(({ version, md5 }) => [version, md5]));
  return files.flatMap(({ name, version, text }) => {
    const known = history.get(version);
    if (known === undefined || known === md5(text)) return [];
    return [{
      code: "migration_edited",
      message:
        `${name} was edited after ${context.environment.name} got it: it stays there as it was applied`,
      hint: "Take the edit back, and write what it was for into a new migration.",
      file: `${migrationsFolder}/${name}`,
    }];
  });
}

function md5(text: string): string {
  const bare = text.replace(/^\uFEFF/, "").replace(/[ \t\r\n\f\v;]/g, "");
  return createHash("md5").update(bare).digest("hex");
}
