import { CommandError, refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { elapsed } from "../../runtime.ts";
import type { DeployContext } from "../context.ts";
import type { Failure } from "../run-commands.ts";
import { needsDryRun, requireDryRun } from "./dry-run.ts";
import type { MigrationFile } from "./migration-files.ts";
import type { Phase } from "./phase.ts";
import { pushWanted } from "./push-wanted.ts";
import { type Pending, readPending } from "./read-pending.ts";
import { recordRun } from "./record-run.ts";
import { withRest } from "./what-is-left.ts";

interface ApplyOptions {
  /** Files that are older than what is applied are applied all the same. */
  isAnyOrder?: boolean;
  /** Whose records it reads and writes; that of the context's project unless given. */
  control?: Pick<ControlPlane, "migrationRuns" | "recordMigrationRun">;
  /** The environment's only one also keeps a record. */
  isRecorded?: boolean;
  /** Everything is looked at, and nothing written yet; what it raises stops the run. */
  onReady?(pending: Pending, wanted: readonly MigrationFile[]): Promise<void>;
  /** What a failure of the CLI means for whoever applies. */
  failure?: Failure;
}

/** What was applied, in order. */
export interface Applied {
  applied: string[];
  ms: number;
}

/**
 * Applies the expanding, the contracting or all pending migrations of the environment, in the order of their names, by `supabase db push`:
 * the only way in which Slipway applies any. A file that fails is rolled back, those before it stay, and another call goes on with what is
 * left. Where the environment is one of several, the run is recorded. Take the lease `target:supabase` first.
 *
 * Raises what `readPending` raises; `migrations_unfit` or the one problem's own code (exit 5), `dry_run_missing` (exit 5), and
 * `migration_failed` (exit 9) or the given failure's code, which says what is applied and what is not.
 */
export async function applyPending(
  context: DeployContext,
  phase: Phase | "all",
  { isAnyOrder = false, control, isRecorded = false, onReady, failure }: ApplyOptions = {},
): Promise<Applied> {
  const pending = await readPending(context, { isAnyOrder });
  for (const { code, message } of pending.warnings) context.output.warn(code, message);
  if (pending.problems.length > 0) throw refuseAll("migrations_unfit", pending.problems);
  const wanted = pending.files.filter((file) => phase === "all" || file.phase === phase);
  const connected = async () => control ?? await connectTo(context);
  if (needsDryRun(context) && wanted.length > 0) {
    await requireDryRun(await connected(), context, pending);
  }
  await onReady?.(pending, wanted);
  const began = elapsed();
  const ran = { pending, wanted, phase };
  const isKept = wanted.length > 0 && (isRecorded || context.environment.entry !== undefined);
  const keep = async (applied: readonly string[], code?: string) => {
    if (!isKept) return;
    const run = { ...ran, appliedCount: applied.length, code, ms: Math.round(elapsed() - began) };
    await recordRun(await connected(), context, run);
  };
  const failed = await pushWanted(context, ran, failure ?? ownFailure(context));
  if (failed !== null) {
    const { error, left } = failed;
    const applied = wanted.filter((file) => left !== null && !left.wanted.includes(file));
    const code = error instanceof CommandError ? error.code : "unexpected";
    await keep(applied.map(({ name }) => name), code).catch(warnOf(context));
    throw left === null ? error : withRest(error, applied, left.wanted);
  }
  const applied = wanted.map(({ name }) => name);
  // the database has them, whatever becomes of the record
  await keep(applied).catch(warnOf(context));
  return { applied, ms: Math.round(elapsed() - began) };
}

function ownFailure({ environment: { name } }: DeployContext): Failure {
  return {
    code: "migration_failed",
    what: `Applying migrations to ${name}`,
    hint: "Correct the file that failed; the next run goes on with it.",
    exitCode: exitCode.partial,
  };
}

async function connectTo({ project }: DeployContext): Promise<ControlPlane> {
  const { connect } = await import("../../control-plane/control-plane.ts");
  const { readCredential } = await import("../../control-plane/credentials.ts");
  return connect(await readCredential(project, "secret"));
}

function warnOf({ output }: DeployContext): (error: unknown) => void {
  return (error) =>
    output.warn("migration_run_unrecorded", error instanceof Error ? error.message : String(error));
}
