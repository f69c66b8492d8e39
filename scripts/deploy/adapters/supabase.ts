import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { readInside } from "../../manifest/real-path.ts";
import type { Deploy } from "../../manifest/schema.ts";
import { baseEnvironment, type DeployContext } from "../context.ts";
import type { PlannedCommand } from "../planned-command.ts";
import { planCli, remote } from "./supabase-command.ts";
import { planDatabasePush } from "./supabase-database.ts";

type SupabaseDeploy = Extract<Deploy, { type: "supabase" }>;

/** `supabase db push` when the component has migrations that are to be applied with it. What runs is `applyPending`. */
export function planMigrations(context: DeployContext, { migrations }: SupabaseDeploy): PlannedCommand[] {
  return migrations && context.migrations !== "none" ? [planDatabasePush(context, ["--yes"])] : [];
}

/**
 * `supabase functions deploy` of exactly the functions that the component names; none named deploys none (the CLI without names would
 * deploy every function). Raises `function_name_invalid` and `function_missing`.
 */
export function planFunctions(context: DeployContext, { functions }: SupabaseDeploy): PlannedCommand[] {
  if (functions.length === 0) return [];
  const names = functions.map((name) => existing(context, name));
  return [planCli(context, ["functions", "deploy", ...names, "--use-api", remote(context), "--yes"])];
}

/**
 * Whether version.json, `supabase link` or the environment names the project, where the deploy needs one. Without it the CLI fails, but only
 * after the push.
 */
export function isProjectNamed(
  context: Pick<DeployContext, "root" | "environment" | "env">,
  { migrations, functions }: SupabaseDeploy,
): boolean {
  const { SLIPWAY_DB_URL, SUPABASE_PROJECT_ID } = baseEnvironment(context);
  const needsProject = functions.length > 0 || migrations && !SLIPWAY_DB_URL;
  return !needsProject || context.environment.projectRef !== undefined ||
    Boolean(SUPABASE_PROJECT_ID) || existsSync(join(context.root, "supabase/.temp/project-ref"));
}

/** `supabase functions list`, for machines. */
export function planFunctionsList(context: DeployContext): PlannedCommand {
  return planCli(context, ["functions", "list", remote(context), "--output-format", "json"]);
}

/** `supabase secrets list`: names and digests, for machines. */
export function planSecretsList(context: DeployContext): PlannedCommand {
  return planCli(context, ["secrets", "list", remote(context), "--output-format", "json"]);
}

/** `supabase secrets set` of what a file holds. */
export function planSecretsSet(context: DeployContext, file: string): PlannedCommand {
  return planCli(context, ["secrets", "set", "--env-file", file, remote(context), "--yes"]);
}

/** The name, when there is such a function: of several, the CLI would deploy those that exist before it fails. */
function existing({ root }: DeployContext, name: string): string {
  if (!/^[A-Za-z][\w-]*$/.test(name)) {
    throw new CommandError(
      "function_name_invalid",
      `"${name}" is no name of an edge function`,
      "Letters, digits, - and _, beginning with a letter.",
      exitCode.usage,
    );
  }
  const config = readInside(root, "supabase/config.toml");
  const isDeclared = () =>
    config !== null && new TextDecoder().decode(config).includes(`[functions.${name}]`);
  if (existsSync(join(root, "supabase/functions", name)) || isDeclared()) return name;
  throw new CommandError(
    "function_missing",
    `there is no supabase/functions/${name}`,
    "Correct the list in version.json, or add the function.",
    exitCode.refused,
  );
}
