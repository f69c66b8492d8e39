import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Component, Manifest } from "../manifest/schema.ts";
import { storeDecides } from "../manifest/store-decides.ts";
import { elapsed } from "../runtime.ts";
import { packageFolder } from "./adapters/npm.ts";
import { planShell } from "./adapters/shell.ts";
import { planSsh } from "./adapters/ssh.ts";
import { type DeployContext, entryOf } from "./context.ts";
import { type PlannedCommand, quote } from "./planned-command.ts";
import { runCommands } from "./run-commands.ts";

/**
 * The declared line that takes a component back. Raises `rollback_impossible` for what can't go back (a store's build, applied
 * migrations) and `rollback_not_declared`, both refusals before anything happens, with the commands that help instead; `reason` is filled
 * into them.
 */
export function rollbackCommand(manifest: Manifest, component: string, reason = "…"): string {
  const { deploy, ...entry } = entryOf({ manifest, component });
  if (storeDecides(entry)) throw noWayBackFromStore(component, entry, reason);
  if (deploy?.type === "supabase") {
    throw deploy.migrations
      ? refuse(
        "rollback_impossible",
        `${component} applies migrations, and those are never undone`,
        `Write a migration that takes the change back: slipway migration new take_back_${
          component.replaceAll("-", "_")
        }_${entry.build}. Then run slipway ship ${component}.`,
      )
      : refuse(
        "rollback_not_declared",
        `${component} deploys edge functions, which have no way back of their own`,
        `Revert the commit (git revert), then run slipway ship ${component}.`,
      );
  }
  if (deploy?.rollback !== undefined) return deploy.rollback;
  throw refuse(
    "rollback_not_declared",
    `${component} declares no rollback`,
    `Add "rollback" to components.${component}.deploy in version.json, or revert the commit and ship a higher build.`,
  );
}

/** The command as a person would type it; raises what `rollbackCommand` raises. */
export function describeRollback(context: DeployContext): string {
  return planRollback(context).shown;
}

/**
 * Runs it where the component is deployed: in its package, in the root, or on the target's host. `SLIPWAY_BUILD` and
 * `SLIPWAY_SHA` name what to go back to. Resolves with the milliseconds that it took. Raises `rollback_failed` (exit 9), and what
 * `rollbackCommand` raises.
 */
export async function runRollback(context: DeployContext): Promise<{ ms: number }> {
  const began = elapsed();
  await runCommands(context, context.component, [planRollback(context)], {
    code: "rollback_failed",
    what: `The rollback of ${context.component} to build ${context.build}`,
    hint: "Nothing was recorded. Fix what its last lines name, then run the rollback again.",
    exitCode: exitCode.partial,
  });
  return { ms: Math.round(elapsed() - began) };
}

function planRollback(context: DeployContext): PlannedCommand {
  const line = rollbackCommand(context.manifest, context.component);
  const declared = entryOf(context).deploy;
  if (declared?.type === "ssh") return planSsh(context, declared, line);
  return planShell(context, line, declared?.type === "npm" ? packageFolder(context) : "");
}

/** Both ways out: a new build, and, once people can install it, a minimum that keeps them from the bad one. */
function noWayBackFromStore(component: string, { store, build }: Component, reason: string): CommandError {
  const ship = (store?.archive ?? store?.lanes?.archive) !== undefined
    ? `slipway ios ship --component ${component}`
    : store !== undefined
    ? `archive and upload it, then slipway ios confirm --component ${component}`
    : `slipway bump ${component}, then archive and upload it`;
  const block = `slipway policy ${component} --min ${build + 1} --reason ${quote(reason)}`;
  return refuse(
    "rollback_impossible",
    `${component} is installed from a store, and nobody can install a lower build`,
    `Ship a new build that takes the change back: ${ship}. When people can install it, block build ${build} and lower: ${block}`,
  );
}

function refuse(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.refused);
}
