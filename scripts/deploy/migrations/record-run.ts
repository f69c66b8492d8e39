import { actorName } from "../../control-plane/actor.ts";
import type { ControlPlane, MigrationRun } from "../../control-plane/control-plane.ts";
import type { DeployContext } from "../context.ts";
import type { MigrationFile } from "./migration-files.ts";
import type { Phase } from "./phase.ts";
import type { Pending } from "./read-pending.ts";

/** What is kept of a run. */
interface RunOf {
  pending: Pending;
  /** What it was to apply; everything that is pending of a dry run. */
  wanted: readonly MigrationFile[];
  phase: Phase | "all";
  isDryRun?: boolean;
  appliedCount: number;
  /** Why it failed. */
  code?: string;
  ms: number;
}

/** Keeps what a dry run saw or what a run applied, in the control plane. */
export async function recordRun(
  control: Pick<ControlPlane, "recordMigrationRun">,
  { environment, sha }: Pick<DeployContext, "environment" | "sha">,
  { pending, wanted, phase, isDryRun = false, appliedCount, code, ms }: RunOf,
): Promise<MigrationRun> {
  return await control.recordMigrationRun({
    environment: environment.name,
    digest: pending.digest,
    files: wanted.map(({ name, phase, sha256 }) => ({ name, phase, sha256 })),
    ...{ isDryRun, phase, appliedCount, code, ms },
    outcome: code === undefined ? "done" : "failed",
    sha: /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) ? sha : undefined,
    actor: actorName(),
  });
}
