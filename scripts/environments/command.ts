import { confirmWith } from "../cli/confirm.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { openSession } from "../ship/flow/session.ts";
import { printOutcome } from "../ship/record/outcome.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";
import { type DeployPlan, deployTo, planDeployment } from "./deploy.ts";

/** Of `slipway deploy`, as the command line gives them. */
export interface DeployOptions {
  env?: string;
  changed?: boolean;
  sha?: string;
  reason?: string;
  dryRun?: boolean;
  yes?: boolean;
}

interface Around {
  root: string;
  output: Output;
  signal: AbortSignal;
  waitSeconds: number;
  askChecks: AskChecks;
}

/** What `slipway deploy` does. */
export async function runDeploy(
  components: readonly string[],
  { env, changed = false, sha, reason, dryRun, yes }: DeployOptions,
  { root, output, signal, waitSeconds, askChecks }: Around,
): Promise<void> {
  if ((components.length > 0) === changed) {
    throw new CommandError(
      "argument_missing",
      "slipway deploy takes components, or --changed",
      "For example slipway deploy api --env staging, or slipway deploy --changed --env staging.",
      exitCode.usage,
    );
  }
  const session = await openSession(root, output, signal, "secret", env);
  const { name } = session.environment;
  const confirm = confirmWith(output, yes ?? false);
  const request = { components, isChanged: changed, sha, reason, waitSeconds, askChecks, confirm };
  if (dryRun) {
    const { workspace: _, ...plan } = await planDeployment(session, request);
    printPlan(output, name, plan);
    return output.json({ event: "result", environment: name, ...plan, outcome: "planned" });
  }
  const { outcome, ...done } = await deployTo(session, request);
  if (done.components.length === 0) output.print(nothingToDo(name, done.sha));
  else {
    output.print(
      `${done.components.map(({ component }) => component).join(", ")} of ${short(done.sha)} ${
        done.components.length === 1 ? "is" : "are"
      } verified in ${name}.`,
    );
  }
  if (outcome !== undefined) printOutcome(output, outcome);
  output.json({ event: "result", environment: name, ...done, table: outcome?.table, outcome: "done" });
}

function printPlan(output: Output, name: string, { sha, components }: DeployPlan): void {
  if (components.length === 0) return output.print(nothingToDo(name, sha));
  output.print(`${short(sha)} → ${name}`);
  const why = {
    changed: "",
    new: " (was never verified there)",
    unknown: " (this clone lacks the commit that runs there)",
  };
  for (const each of components) output.print(`  ${each.component}${why[each.why]}`);
}

function nothingToDo(name: string, sha: string): string {
  return `Nothing to deploy: ${name} has all of ${short(sha)}.`;
}

function short(sha: string): string {
  return sha.slice(0, 12);
}
