import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import type { Confirm } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { readRepository } from "../git/repository.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { componentOf } from "../manifest/component-of.ts";
import { componentsOf } from "../manifest/environment.ts";
import { offHours } from "../manifest/off-hours.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import { now } from "../runtime.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import { bareFlow } from "../ship/flow/bare-flow.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import { leaseStep } from "../ship/flow/steps/opening.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";
import { guardDeploy } from "../ship/guards/deploy.ts";
import type { Outcome } from "../ship/record/outcome.ts";
import { redForDeploy } from "./green.ts";
import { type Changed, changedSince, inOrder } from "./changed.ts";
import { declareEnvironments } from "../ship/record/declare-environments.ts";
import { announceUnit, deployOne, preparedAt, unitAt, unitRuns } from "./unit.ts";
import { wantedCommit } from "./wanted-commit.ts";

interface DeployRequest {
  /** Those that are named; with `isChanged`, what changed. */
  components: readonly string[];
  isChanged: boolean;
  /** A commit of the environment's branch; its head when it is missing. */
  sha?: string;
  /** Why it happens outside of the environment's hours. */
  reason?: string;
  waitSeconds: number;
  askChecks: AskChecks;
  confirm?: Confirm;
}

/** What a deploy would do, or did. */
export interface DeployPlan {
  sha: string;
  /** In their order, each with why. */
  components: Changed[];
}

interface DeployResult extends DeployPlan {
  /** Empty when there was nothing to do. */
  ship: string;
  outcome?: Outcome;
}

/** What `deploy` would do; changes nothing but what a fetch does. Raises all refusals at once (exit 5). */
export async function planDeployment(
  session: Session,
  request: DeployRequest,
): Promise<DeployPlan & { workspace: Workspace }> {
  const { git, control, environment, signal } = session;
  const sha = await wantedCommit(git, environment, request.sha, signal);
  const workspace = await loadWorkspace(git.root, commitTree(git.root, sha));
  const { manifest } = workspace;
  const there = componentsOf(manifest, environment);
  const unknown = request.components.filter((key) => !there.includes(key));
  for (const key of unknown) componentOf(manifest, key);
  const { environments, announced } = await control.environmentStatus();
  const deployed = environments.find(({ name }) => name === environment.name)?.deployed ?? [];
  const wanted = request.isChanged
    ? await changedSince({ git, manifest, sha, deployed }, there)
    : request.components.map((component): Changed => ({ component, why: "changed" }));
  const components = inOrder(manifest, wanted, environment.entry?.promote?.order);
  const refusals: Finding[] = unknown.map((key) => ({
    code: "component_not_there",
    message: `${key} is not deployed to ${environment.name}`,
    hint: `There go ${there.join(", ")}: ship.environments.${environment.name}.components.`,
    component: key,
  }));
  for (const { component } of components) {
    refusals.push(...await guardDeploy(session.workspace, environment, component));
    const { build } = componentOf(manifest, component);
    const told = announced[component]?.build;
    if (environment.announces && told !== undefined && build < told) {
      refusals.push({
        code: "build_not_higher",
        message: `${component} is announced at build ${told}, and ${sha.slice(0, 12)} has ${build}`,
        hint: `Deploy a later commit, or go back: slipway rollback ${component} --to ${build}.`,
        component,
      });
    }
  }
  if (components.length > 0) {
    const asked = { sha, seconds: request.waitSeconds };
    refusals.push(...await redForDeploy({ ...session, workspace }, request.askChecks, asked));
  }
  if ((request.reason ?? "").trim() === "") {
    const keys = components.map(({ component }) => component);
    const hours = { name: environment.name, windows: environment.entry?.windows };
    refusals.push(...offHours(hours, keys, new Date(now())));
  }
  if (refusals.length > 0) throw refuseAll("deploy_refused", refusals, exitCode.refused);
  return { sha, components, workspace };
}

/**
 * Deploys what the environment's branch has, proves it and writes it down: as one unit, of which a failure stops the rest. Where the environment
 * announces, everybody is told once all of it is verified. Raises what planning, the leases, a deploy (exit 9) and a verification (exit 8) raise.
 */
export async function deployTo(session: Session, request: DeployRequest): Promise<DeployResult> {
  const { workspace, ...plan } = await planDeployment(session, request);
  const { manifest } = workspace;
  await declareEnvironments(session.control, manifest, plan.sha);
  const [first, ...others] = plan.components.map(({ component }) => component);
  if (first === undefined) return { ...plan, ship: "" };
  const repository = await readRepository(session.git);
  const ship = {
    component: first,
    isDeploying: true,
    waitSeconds: request.waitSeconds,
    confirm: request.confirm,
  };
  const begin = unitAt(plan.sha, manifest, [first, ...others]);
  return await runUnderLease(
    session,
    bareFlow("deploy"),
    ship,
    { ...begin, commonDir: repository.commonDir },
    async (run) => {
      run.isPushed = true;
      await runSteps(run, [leaseStep]);
      await preparedAt(run, repository, async () => {
        const children = unitRuns(run, [first, ...others]);
        await deployAll(children);
        if (run.environment.announces) await runSteps(run, [announceUnit(children)]);
      });
      return { ...plan, ship: run.lease.id, outcome: run.outcome };
    },
  );
}

/** One after the other; a failure names what is out already and what is not. */
export async function deployAll(children: readonly ShipRun[]): Promise<void> {
  for (const [index, child] of children.entries()) {
    try {
      await deployOne(child);
    } catch (error) {
      if (!(error instanceof CommandError) || children.length < 2) throw error;
      const names = (runs: readonly ShipRun[]) =>
        runs.map(({ request }) => request.component).join(", ") || "nothing";
      const { code, message, hint, exitCode, findings } = error;
      const state = `Out and verified: ${names(children.slice(0, index))}. Not deployed: ${
        names(children.slice(index + 1))
      }.`;
      throw new CommandError(code, `${message}\n${state}`, hint, exitCode, findings);
    }
  }
}
