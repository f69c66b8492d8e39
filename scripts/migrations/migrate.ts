import type { CommandError } from "../cli/command-error.ts";
import { agreeTo } from "../cli/confirm.ts";
import { type Applied, applyPending } from "../deploy/migrations/apply-pending.ts";
import type { Phase } from "../deploy/migrations/phase.ts";
import { readCommonDir } from "../git/repository.ts";
import { bareFlow } from "../ship/flow/bare-flow.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import { endStaleShip } from "../ship/resume/stale-ship.ts";
import { requireCommitted } from "./committed.ts";
import { contextOf } from "./database.ts";

/** `slipway migrate`: a run that is never resumed. Another one asks the database what is left. */
const migrateFlow = bareFlow("migrate", "none");

interface MigrateRequest {
  phase: Phase | "all";
  isAnyOrder: boolean;
  waitSeconds: number;
  yes: boolean;
}

/** What was applied, and of which set. */
interface Migrated extends Applied {
  digest: string;
  sha: string;
}

/**
 * Applies what is pending in the session's environment as a step of its own, while it holds `target:supabase` there, and records it. Raises
 * `lease_held` (exit 6), `migrations_uncommitted`, `commit_elsewhere`, `dry_run_missing`, `not_confirmed` (exit 5), and what `applyPending` raises.
 */
export async function migrate(session: Session, request: MigrateRequest): Promise<Migrated> {
  const { git, control, environment, output, signal } = session;
  const { phase, isAnyOrder, waitSeconds, yes } = request;
  const sha = await requireCommitted(git, environment, signal);
  const { component } = contextOf(session, sha);
  await endStaleShip(session, await control.shipStatus(environment.name), component, "migrate");
  const begin = { commonDir: await readCommonDir(git), targets: ["supabase"], sha };
  const shipRequest = { component, isDeploying: true, waitSeconds };
  return await runUnderLease(session, migrateFlow, shipRequest, begin, async ({ lease, signal }) => {
    let digest = "";
    const context = contextOf({ ...session, signal }, sha);
    const done = await applyPending(context, phase, {
      ...{ control, isAnyOrder, isRecorded: true },
      async onReady(pending, wanted) {
        digest = pending.digest;
        if (wanted.length === 0) return;
        const names = wanted.map(({ name }) => name);
        await agreeTo(
          `${environment.name} gets ${names.length} migrations: ${names.join(", ")}.`,
          output,
          { yes },
        );
        await lease.record("migrate", "started", { digest, phase, files: names });
      },
    }).catch(async (error: CommandError) => {
      await lease.record("migrate", "failed", { code: error.code }).catch(() => {});
      throw error;
    });
    await lease.record("migrate", "done", { digest, applied: done.applied });
    return { ...done, digest, sha };
  });
}
