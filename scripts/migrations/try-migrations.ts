import type { Finding } from "../cli/command-error.ts";
import type { MigrationRun } from "../control-plane/control-plane.ts";
import type { Phase } from "../deploy/migrations/phase.ts";
import { type Pending, readPending } from "../deploy/migrations/read-pending.ts";
import { recordRun } from "../deploy/migrations/record-run.ts";
import { headSha } from "../git/commit.ts";
import { elapsed } from "../runtime.ts";
import type { Session } from "../ship/flow/session.ts";
import { uncommittedMigrations } from "./committed.ts";
import { contextOf } from "./database.ts";
import { findEdited } from "./edited.ts";

/** What a dry run saw. */
interface Tried extends Pending {
  run: MigrationRun;
}

/**
 * Reads what is pending in the session's environment, and records it: that is the dry run that a later run of the same set asks for. Nothing
 * is applied. One with problems is recorded as failed. Raises what `readPending` raises.
 */
export async function tryMigrations(
  session: Session,
  phase: Phase | "all",
  isAnyOrder: boolean,
): Promise<Tried> {
  const { git, control } = session;
  const dirty = await uncommittedMigrations(git);
  // files that are not as committed are of no commit
  const context = contextOf(session, dirty.length === 0 ? await headSha(git) : "");
  const began = elapsed();
  const pending = await readPending(context, { isAnyOrder, isTried: true });
  const edited = await findEdited(context, pending.applied);
  const [problem, ...others] = pending.problems;
  const code = problem === undefined ? undefined : others.length === 0 ? problem.code : "migrations_unfit";
  const run = await recordRun(control, context, {
    ...{ pending, wanted: pending.files, phase, code },
    isDryRun: true,
    appliedCount: 0,
    ms: Math.round(elapsed() - began),
  });
  return { ...pending, warnings: [...pending.warnings, ...edited, ...dirty.map(uncommitted)], run };
}

function uncommitted(file: string): Finding {
  return {
    code: "migrations_uncommitted",
    message: `${file} is not as committed`,
    hint: "Commit it: only what is committed is applied.",
    file,
  };
}
