import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { readInside } from "../../manifest/real-path.ts";
import type { Deploy } from "../../manifest/schema.ts";
import { baseEnvironment, commandEnvironment, type DeployContext } from "../context.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";

/**
 * `supabase db push` when the component has migrations, then `supabase functions deploy` of exactly the functions that it names;
 * none named deploys none (the CLI without names would deploy every function). Raises `function_name_invalid` and `function_missing`.
 */
export function planSupabase(
  context: DeployContext,
  deploy: Extract<Deploy, { type: "supabase" }>,
): PlannedCommand[] {
  return [
    ...deploy.migrations ? [planDatabasePush(context, ["--yes"])] : [],
    ...deploy.functions.length > 0
      ? [
        planCli(context, [
          "functions",
          "deploy",
          ...deploy.functions.map((name) => existing(context, name)),
          "--use-api",
          remote(context),
          "--yes",
        ]),
      ]
      : [],
  ];
}

/**
 * Whether version.json, `supabase link` or the environment names the project, where the deploy needs one. Without it the CLI fails, but only
 * after the push.
 */
export function isProjectNamed(
  context: Pick<DeployContext, "root" | "environment" | "env">,
  { migrations, functions }: Extract<Deploy, { type: "supabase" }>,
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

/**
 * `supabase db push`; only it and `db query` get a database credential: `SLIPWAY_DB_URL` names the database, its password travels
 * in the environment, not in the arguments that everybody on the machine can read. Without it, the CLI finds the project's
 * database itself, with `SUPABASE_DB_PASSWORD` or the access token.
 */
export function planDatabasePush(context: DeployContext, flags: string[]): PlannedCommand {
  const { database, credential } = databaseOf(context);
  return planCli(context, ["db", "push", database, ...flags], credential);
}

/** `supabase db query`, in a transaction that can only read, of the database that `supabase db push` would change. */
export function planQuery(context: DeployContext, query: string): PlannedCommand {
  const { database, credential } = databaseOf(context);
  const flags = ["--read-only", database, "--output-format", "json", "--agent", "no"];
  // With a blank in front, a query that begins with a comment is no flag.
  const planned = planCli(context, ["db", "query", ...flags, ` ${query}`], credential);
  return { ...planned, shown: `supabase db query --read-only ${quote(database)}` };
}

/** The option that names the database, and the password that goes with it. */
function databaseOf(context: DeployContext): { database: string; credential?: Record<string, string> } {
  const { SLIPWAY_DB_URL: address, SUPABASE_DB_PASSWORD, PGPASSWORD } = baseEnvironment(context);
  if (address === undefined || address === "") {
    return {
      database: remote(context),
      credential: SUPABASE_DB_PASSWORD ? { SUPABASE_DB_PASSWORD } : undefined,
    };
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
  const password = decodeURIComponent(url.password) || PGPASSWORD;
  url.password = "";
  return { database: `--remote=${url}`, credential: password ? { PGPASSWORD: password } : {} };
}

function planCli(
  context: DeployContext,
  args: string[],
  credential?: Record<string, string>,
): PlannedCommand {
  return {
    program: () => findCli(context.root),
    args: [...args, "--workdir", context.root],
    cwd: context.root,
    env: {
      ...commandEnvironment(context),
      ...credential,
      SUPABASE_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      SUPABASE_NO_UPDATE_NOTIFIER: "1",
    },
    shown: ["supabase", ...args].map(quote).join(" "),
  };
}

/** Looked for only when it runs: what finds it takes longer to load than everything else here. */
async function findCli(root: string): Promise<string> {
  const { projectSupabaseCli } = await import("../../supabase-cli.ts");
  return projectSupabaseCli(root);
}

/** The environment's project, else the one that `supabase link` named. */
function remote({ environment: { projectRef } }: DeployContext): string {
  return projectRef === undefined ? "--remote" : `--remote=${projectRef}`;
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
