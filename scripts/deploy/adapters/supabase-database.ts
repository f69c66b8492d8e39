import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { environmentsOf } from "../../manifest/environment.ts";
import { baseEnvironment, type DeployContext } from "../context.ts";
import { projectOfAddress } from "../migrations/database-address.ts";
import { refuseOutsideDeployment } from "../migrations/ci-job.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";
import { planCli, remote } from "./supabase-command.ts";

/** `supabase db push` of what is in `workdir`, the context's root unless given. */
export function planDatabasePush(context: DeployContext, flags: string[], workdir?: string): PlannedCommand {
  return planDatabase(context, ["db", "push"], flags, workdir);
}

/**
 * A command of the CLI that talks to the environment's database, and the only kind that gets a database credential: `SLIPWAY_DB_URL`
 * names the database, its password travels in the environment, not in the arguments that everybody on the machine can read. Without it,
 * the CLI finds the project's database itself, with `SUPABASE_DB_PASSWORD` or the access token. Raises `database_url_invalid`,
 * `database_url_other` (exit 4), `supabase_project_missing`, `ci_credential_refused` (exit 5).
 */
export function planDatabase(
  context: DeployContext,
  words: string[],
  flags: string[],
  workdir?: string,
): PlannedCommand {
  const given = baseEnvironment(context);
  refuseOutsideDeployment(context, given);
  const { SLIPWAY_DB_URL: address, SUPABASE_DB_PASSWORD, PGPASSWORD } = given;
  if (address === undefined || address === "") {
    requireProject(context);
    const credential = SUPABASE_DB_PASSWORD ? { SUPABASE_DB_PASSWORD } : undefined;
    return planCli(context, [...words, remote(context), ...flags], { credential, workdir });
  }
  const url = URL.parse(address);
  if (url === null) {
    throw new CommandError(
      "database_url_invalid",
      "SLIPWAY_DB_URL is no postgresql:// address",
      "Percent-encode special characters of the password.",
      exitCode.credentials,
    );
  }
  requireSameProject(context, url);
  const password = decodeURIComponent(url.password) || PGPASSWORD;
  url.password = "";
  const credential: Record<string, string> = password ? { PGPASSWORD: password } : {};
  return planCli(context, [...words, `--remote=${url}`, ...flags], { credential, workdir });
}

/** `supabase db query`, in a transaction that can only read, of the database that `supabase db push` would change. */
export function planQuery(context: DeployContext, query: string): PlannedCommand {
  // With a blank in front, a query that begins with a comment is no flag.
  const flags = ["--read-only", "--output-format", "json", "--agent", "no", ` ${query}`];
  const planned = planDatabase(context, ["db", "query"], flags);
  const database = planned.args.find((arg) => arg.startsWith("--remote")) ?? "";
  return { ...planned, shown: `supabase db query --read-only ${quote(database)}` };
}

/** Of several environments none may get what happens to be linked in this clone. */
function requireProject({ manifest, environment: { name, projectRef } }: DeployContext): void {
  if (projectRef !== undefined || environmentsOf(manifest).length === 1) return;
  throw new CommandError(
    "supabase_project_missing",
    `nothing says which Supabase project the database of ${name} is`,
    `Write project_ref into ship.environments.${name} of version.json.`,
    exitCode.refused,
  );
}

/** An address that tells its project must be of the environment's: one variable serves them all, and is soon that of another. */
function requireSameProject({ environment: { name, projectRef } }: DeployContext, url: URL): void {
  const found = projectOfAddress(url);
  if (projectRef === undefined || found === undefined || found === projectRef) return;
  throw new CommandError(
    "database_url_other",
    `SLIPWAY_DB_URL is the database of project ${found}, and ${name} is ${projectRef}`,
    `Export the address of ${name}'s database, or none: the CLI finds it by the project.`,
    exitCode.credentials,
  );
}
