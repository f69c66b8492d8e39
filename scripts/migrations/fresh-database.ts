import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { migrationsFolder } from "../deploy/migrations/migration-files.ts";
import type { Output } from "../cli/output.ts";
import type { Workspace } from "../manifest/load.ts";
import { type CiDatabase, openCiDatabase } from "./ci-database.ts";
import { cliFailed, reasonOf, runLocalCli } from "./local-cli.ts";

const pushedSchema = z.object({ migrations: z.array(z.string()) });

/** A database that has nothing but this repository's migrations. */
interface Fresh {
  /** How many were applied. */
  count: number;
  /** The types that are generated from it, unformatted. */
  types(): Promise<string>;
}

/**
 * Applies every migration to a database that has none, lends it out and takes it away. Raises `migrations_fail` (exit 5) with the file that
 * fails, `ci_database_not_empty` (exit 5), and what opening the database raises.
 */
export async function withFreshDatabase<Value>(
  workspace: Workspace,
  { output, signal }: { output: Output; signal: AbortSignal },
  work: (fresh: Fresh) => Promise<Value>,
): Promise<Value> {
  const database = await openCiDatabase(workspace, output.note);
  try {
    const count = await pushAll(workspace.root, database, signal);
    return await work({ count, types: () => generateTypes(workspace.root, database, signal) });
  } finally {
    await database.stop();
  }
}

async function pushAll(root: string, { url, isOwn }: CiDatabase, signal: AbortSignal): Promise<number> {
  if (!isOwn) await requireNothingApplied(root, url, signal);
  const push = ["db", "push", `--remote=${url}`, "--yes", "--skip-vault", "--output-format", "json"];
  const said = await runLocalCli(root, push, signal);
  const pushed = said.code === 0 ? pushedSchema.safeParse(parse(said.stdout)).data : undefined;
  if (pushed !== undefined) return pushed.migrations.length;
  const failed = /Applying migration (\S+)\.\.\./g;
  const name = [...said.stderr.matchAll(failed)].at(-1)?.[1];
  const reason = reasonOf(said);
  throw new CommandError(
    "migrations_fail",
    name === undefined
      ? `the migrations do not apply to an empty database: ${reason}`
      : `${name} does not apply: ${reason}`,
    hintFor(reason),
    exitCode.refused,
    [{
      code: "migrations_fail",
      message: `${name ?? "a migration"} does not apply: ${reason}`,
      hint: hintFor(reason),
      ...name === undefined ? {} : { file: `${migrationsFolder}/${name}` },
    }],
  );
}

/** What Postgres does not ship is in the images of Supabase. */
function hintFor(reason: string): string {
  return /extension .* is not available|could not open extension control file/.test(reason)
    ? "The local platform lacks this extension: run a supabase/postgres container beside the job, and name it in SLIPWAY_CI_DATABASE_URL."
    : "Correct the file; if it needs something that another one makes later, correct their order.";
}

async function requireNothingApplied(root: string, url: string, signal: AbortSignal): Promise<void> {
  const list = await runLocalCli(
    root,
    ["migration", "list", `--remote=${url}`, "--output-format", "json"],
    signal,
  );
  if (list.code !== 0) {
    throw cliFailed(
      "ci_database_unreachable",
      "SLIPWAY_CI_DATABASE_URL",
      list,
      "Start it first; wait until it accepts connections.",
    );
  }
  if (!/"remote":"\d/.test(list.stdout)) return;
  throw new CommandError(
    "ci_database_not_empty",
    "the database of SLIPWAY_CI_DATABASE_URL has migrations already",
    "Give every run a database of its own: nothing there is ever dropped.",
    exitCode.refused,
  );
}

async function generateTypes(root: string, { url }: CiDatabase, signal: AbortSignal): Promise<string> {
  const said = await runLocalCli(root, ["gen", "types", "--lang", "typescript", `--remote=${url}`], signal);
  if (said.code === 0 && said.stdout.includes("export type Database")) return `${said.stdout.trimEnd()}\n`;
  throw cliFailed(
    "types_failed",
    "supabase gen types",
    said,
    "Look at its output with npx supabase gen types.",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
