import { z } from "zod";
import { count } from "./fields.ts";
import { rpc } from "./rpc.ts";

const fileSchema = z.object({
  name: z.string(),
  phase: z.enum(["expand", "contract"]),
  /** Of its content. */
  sha256: z.string(),
});

const migrationRunSchema = z.object({
  id: z.number(),
  environment: z.string(),
  /** SHA-256 over all that was pending, in hex. */
  digest: z.string(),
  /** Of a dry run all that was pending; of a run the part that it was to apply. */
  files: z.array(fileSchema),
  is_dry_run: z.boolean(),
  phase: z.enum(["expand", "contract", "all"]),
  /** How many of the files are applied, from the first on. */
  applied_count: count,
  outcome: z.enum(["done", "failed"]),
  /** Why it failed. */
  code: z.string().nullable(),
  ms: count,
  sha: z.string().nullable(),
  actor: z.string(),
  recorded_at: z.string(),
});
export type MigrationRun = z.infer<typeof migrationRunSchema>;

export const recordMigrationRun = rpc("record_migration_run", migrationRunSchema);
/** The newest first. */
export const migrationRuns = rpc("migration_runs", z.array(migrationRunSchema));
