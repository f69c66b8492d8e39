import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ControlPlane, MigrationRun } from "../../control-plane/control-plane.ts";
import { environmentsOf } from "../../manifest/environment.ts";
import type { DeployContext } from "../context.ts";
import type { Pending } from "./read-pending.ts";

type Where = Pick<DeployContext, "environment" | "manifest">;

/** Whether what is applied there has to have been tried: it is promoted to, or others come before the one that announces. */
export function needsDryRun({ environment: { entry, announces }, manifest }: Where): boolean {
  return entry?.promote !== undefined || announces && environmentsOf(manifest).length > 1;
}

/**
 * Refuses a set of migrations without a recorded dry run of the same set. What is left of a set that was tried is covered as well, when
 * all the rest of it is applied by now: after the expanding part, or a run that ended half-way. Nothing pending needs nothing. Raises
 * `dry_run_missing` (exit 5).
 */
export async function requireDryRun(
  control: Pick<ControlPlane, "migrationRuns">,
  where: Where,
  pending: Pending,
): Promise<void> {
  if (!needsDryRun(where) || pending.files.length === 0) return;
  const { name } = where.environment;
  const runs = await control.migrationRuns(name);
  if (runs.some((run) => covers(run, pending))) return;
  const last = runs.find((run) => run.is_dry_run);
  throw new CommandError(
    "dry_run_missing",
    `these ${pending.files.length} migrations were not tried in ${name} (digest ${
      pending.digest.slice(0, 12)
    }); ${
      last === undefined
        ? "nothing was tried there yet"
        : `the last dry run, of ${last.recorded_at}, was of ${describe(last)}`
    }`,
    `Run slipway migrate ${name} --dry-run, read what it says, then run this again.`,
    exitCode.refused,
  );
}

/** Whether a recorded run tried all that is pending. */
function covers(run: MigrationRun, { files, digest, applied }: Pending): boolean {
  if (!run.is_dry_run || run.outcome !== "done") return false;
  if (run.digest === digest) return true;
  const isTried = files.every(({ name, sha256 }) =>
    run.files.some((tried) => tried.name === name && tried.sha256 === sha256)
  );
  const pendingNames = new Set(files.map(({ name }) => name));
  const isRestApplied = run.files.filter(({ name }) => !pendingNames.has(name))
    .every(({ name }) => applied.some((version) => name.startsWith(`${version}_`)));
  return isTried && isRestApplied;
}

function describe({ outcome, digest, files, code }: MigrationRun): string {
  const what = `${files.length} others (digest ${digest.slice(0, 12)})`;
  return outcome === "done" ? what : `${what} and failed: ${code}`;
}
