import { CommandError } from "../cli/command-error.ts";
import { createContext, type DeployContext } from "../deploy/context.ts";
import { readPending } from "../deploy/migrations/read-pending.ts";
import { checkEnv } from "../env-lists/check-env.ts";
import { collectFacts } from "../gates/collect/collect.ts";
import type { SeenEnvironments } from "../gates/collect/sources.ts";
import type { MigrationSet } from "../gates/facts.ts";
import { gateHost } from "../gates/host.ts";
import { type GateReport, judge } from "../gates/judge.ts";
import type { CodeHost } from "../host/code-host.ts";
import { readRepository } from "../git/repository.ts";
import { atCommit } from "../git/worktree.ts";
import type { Session } from "../ship/flow/session.ts";
import { lockClone } from "../ship/lease/clone-lock.ts";
import type { PromotionPlan } from "./plan.ts";
import type { PromoteRequest } from "./request.ts";

/** Asks every gate that the environment needs, and those that always are. Raises only what interrupts, and defects. */
export async function judgeGates(
  session: Session,
  plan: PromotionPlan,
  { overrides }: Pick<PromoteRequest, "overrides">,
): Promise<GateReport> {
  const { git, workspace, control, environment } = session;
  const { needs } = plan.rule;
  const components = plan.components.map(({ component }) => component);
  const sources = {
    ...{ git, workspace, control },
    host: await hostOrNone(session),
    environmentStatus: () => Promise.resolve(seen(plan)),
    migrationPlan: () => migrationSets(session, plan, components),
    envFindings: () => envFindings(session, plan, components),
  };
  const facts = await collectFacts(sources, { environment, sha: plan.sha, needs, components });
  return judge(facts, needs, overrides);
}

/** Null where nothing says at which host the repository is: what only the host knows is unknown then. */
async function hostOrNone({ workspace, signal, output }: Session): Promise<CodeHost | null> {
  try {
    return await gateHost(workspace, { signal, note: (line) => output.note(line) });
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

function seen({ status }: PromotionPlan): SeenEnvironments {
  return {
    environments: status.environments.map(({ name, deployed }) => ({
      name,
      deployed: deployed.flatMap(({ sha, ...row }) => sha === null ? [] : [{ ...row, sha }]),
    })),
  };
}

/** What the database of the environment lacks of the commit's migrations, with the dry run that was made of it. */
async function migrationSets(
  session: Session,
  plan: PromotionPlan,
  components: readonly string[],
): Promise<MigrationSet[]> {
  const { components: entries } = plan.workspace.manifest;
  const migrating = components.filter((key) => {
    const deploy = entries[key]?.deploy;
    return deploy?.type === "supabase" && deploy.migrations;
  });
  if (migrating.length === 0) return [];
  const runs = await session.control.migrationRuns(session.environment.name);
  return await atFilesOf(
    session,
    plan,
    (root) =>
      Promise.all(migrating.map(async (component): Promise<MigrationSet> => {
        const { files, digest, problems } = await readPending(contextAt(session, plan, component, root));
        const tried = runs.find((run) => run.is_dry_run && run.outcome === "done" && run.digest === digest);
        return {
          ...{ component, digest, problems },
          files: files.map(({ name }) => name),
          dryRun: tried === undefined ? null : { at: tried.recorded_at, actor: tried.actor },
        };
      })),
  );
}

async function envFindings(session: Session, plan: PromotionPlan, components: readonly string[]) {
  const found = await Promise.all(
    components.map((component) => checkEnv(contextAt(session, plan, component, session.workspace.root))),
  );
  return {
    refusals: found.flatMap(({ refusals }) => refusals),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

function contextAt(session: Session, plan: PromotionPlan, component: string, root: string): DeployContext {
  const { manifest } = plan.workspace;
  return createContext({ ...session, workspace: { root, manifest } }, component, { sha: plan.sha });
}

/** In the person's work tree while that is clean and at the commit, else in one that goes away. */
async function atFilesOf<Value>(
  { git, signal }: Session,
  { sha }: PromotionPlan,
  work: (root: string) => Promise<Value>,
): Promise<Value> {
  const status = await readRepository(git);
  // making one takes away what is left of others: nobody may be at work in the clone
  const lock = await lockClone(status.commonDir, "slipway promote: gates");
  try {
    return await atCommit(git, { sha, signal, status }, work);
  } finally {
    lock.release();
  }
}
