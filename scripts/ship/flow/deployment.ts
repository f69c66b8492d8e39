import { CommandError } from "../../cli/command-error.ts";
import type { DeploymentOutcome } from "../../../functions/_shared/contract/environments.ts";
import { componentOf } from "../../manifest/component-of.ts";
import { probesIn } from "../../manifest/probe-kinds.ts";
import { elapsed } from "../../runtime.ts";
import type { OpenDeployment, ShipRun } from "./flow.ts";

/** Writes a deployment down, does the work, and remembers how long that took. When it fails, so does the deployment, with its code. */
export async function recordDeploy(
  run: ShipRun,
  work: () => Promise<void>,
  { isRollback = false }: { isRollback?: boolean } = {},
): Promise<void> {
  run.deployment = await open(run, isRollback);
  const began = elapsed();
  await orFailed(run, "failed", work);
  run.deployment = { ...run.deployment, deployMs: Math.round(elapsed() - began) };
}

/** What proves the deployment: when it does not, the deployment is one that failed its verification. */
export async function recordProof<Value>(run: ShipRun, work: () => Promise<Value>): Promise<Value> {
  return await orFailed(run, "failed-verify", work);
}

/** Ends the deployment as verified; one that others made is written down with it. */
export async function recordVerified(run: ShipRun): Promise<void> {
  const { id, deployMs } = run.deployment ??= await open(run, false);
  const { verify, deploy } = componentOf(run.workspace.manifest, run.request.component);
  const isProved = probesIn(run.environment, verify).length > run.afterAnnouncement.length;
  const isOurs = deploy !== undefined && run.request.isDeploying;
  await run.control.finishDeployment(heldBy(run), {
    ...{ deployment: id, outcome: "verified", deployMs },
    verifiedBy: isProved ? "probes" : isOurs ? "exit-code" : "word",
  });
  run.deployment = undefined;
}

async function open(run: ShipRun, isRollback: boolean): Promise<OpenDeployment> {
  const { control, request: { component }, number: { build }, sha, upstream, workspace } = run;
  const { version } = componentOf(workspace.manifest, component);
  const { id } = await control.beginDeployment(heldBy(run), {
    ...{ component, build, version, branch: upstream.branch, isRollback },
    commitSha: sha === "" ? undefined : sha,
  });
  return { id };
}

async function orFailed<Value>(
  run: ShipRun,
  outcome: DeploymentOutcome,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const { deployment } = run;
    const code = error instanceof CommandError ? error.code : "unexpected";
    // what went wrong is what counts now; one that is not written down is abandoned with its ship
    if (deployment !== undefined) {
      await run.control.finishDeployment(heldBy(run), { deployment: deployment.id, outcome, code })
        .catch(() => {});
      run.deployment = undefined;
    }
    throw error;
  }
}

/** What calls of Postgres show for what the run holds. */
export function heldBy({ lease: { id, token } }: Pick<ShipRun, "lease">): { ship: string; token: number } {
  return { ship: id, token };
}
