import { exitCode } from "../cli/exit-code.ts";
import { planNpm } from "./adapters/npm.ts";
import { planShell } from "./adapters/shell.ts";
import { planSsh } from "./adapters/ssh.ts";
import { planFunctions, planMigrations } from "./adapters/supabase.ts";
import { type DeployContext, entryOf, newShip, resumeHintOf } from "./context.ts";
import type { PlannedCommand } from "./planned-command.ts";
import { runCommands } from "./run-commands.ts";

/** The commands that deploy a component, in order; none for one without `deploy`. */
export function planDeploy(context: DeployContext): PlannedCommand[] {
  const deploy = entryOf(context).deploy;
  switch (deploy?.type) {
    case "npm":
      return planNpm(context, deploy);
    case "command":
      return [planShell(context, deploy.run)];
    case "ssh":
      return [planSsh(context, deploy)];
    case "supabase":
      return [...planMigrations(context, deploy), ...planFunctions(context, deploy)];
    case undefined:
      return [];
  }
}

/** The same as a person would type them, for a dry run. */
export function describeDeploy(context: DeployContext): string[] {
  return planDeploy(context).map(({ shown }) => shown);
}

/**
 * Deploys the component's present state: its migrations first, then its commands. Output streams to standard error, masked and prefixed. May
 * be repeated if the declared commands may. Raises `deploy_failed` (exit 9) with the last lines, `target_unknown`, `function_name_invalid`,
 * `database_url_invalid`, what `applyPending` refuses, and the signal's reason once everything that was started has ended.
 */
export async function deploy(context: DeployContext): Promise<void> {
  const failure = {
    code: "deploy_failed",
    what: `The deploy of ${context.component} build ${context.build}`,
    hint: `Fix what its last lines name, then run ${
      resumeHintOf(context)
    }. If that takes a commit: ${newShip}`,
    exitCode: exitCode.partial,
  };
  const { deploy } = entryOf(context);
  const commands = planDeploy(context);
  const migrations = deploy?.type === "supabase" ? planMigrations(context, deploy) : [];
  const { migrations: phase = "all" } = context;
  if (migrations.length > 0 && phase !== "none") {
    const { applyPending } = await import("./migrations/apply-pending.ts");
    await applyPending(context, phase, { failure });
  }
  await runCommands(context, context.component, commands.slice(migrations.length), failure);
}
