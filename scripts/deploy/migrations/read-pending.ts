import { z } from "zod";
import { CommandError, type Finding } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { planDatabase, planDatabasePush } from "../adapters/supabase-database.ts";
import { type Answer, askCli } from "../ask-cli.ts";
import type { DeployContext } from "../context.ts";
import { digestOf, type MigrationFile, migrationsFolder, readMigrationFiles } from "./migration-files.ts";

/** What a database lacks of a repository's migrations. */
export interface Pending {
  /** In the order of their names, in which all of them are applied. */
  files: MigrationFile[];
  /** SHA-256 over names and contents of these files, in hex. */
  digest: string;
  /** What has to be put right before anything is applied. */
  problems: Finding[];
  /** What is worth knowing, and stops nothing. */
  warnings: Finding[];
  /** Versions that the database has. */
  applied: string[];
}

const listSchema = z.object({ migrations: z.array(z.object({ local: z.string(), remote: z.string() })) });
const pushSchema = z.object({ migrations: z.array(z.string()) });
const json = ["--output-format", "json"];
/** Milliseconds that the CLI may take: a pooler may first have to wake a database. */
const longestAnswerMs = 60_000;

/**
 * Asks the environment's database by `supabase migration list` what it has; nothing is applied. `isTried`: the CLI also says what it would do, by
 * `supabase db push --dry-run`. `isAnyOrder`: files that are older than what is applied are wanted all the same. Raises
 * `migrations_unknown` when the database can't be asked, and what finding its credential raises.
 */
export async function readPending(
  context: DeployContext,
  { isAnyOrder = false, isTried = false }: { isAnyOrder?: boolean; isTried?: boolean } = {},
): Promise<Pending> {
  const [listed, tried, folder] = await Promise.all([
    askCli(context, planDatabase(context, ["migration", "list"], json), listSchema, longestAnswerMs),
    isTried ? tryPush(context) : undefined,
    readMigrationFiles(context.root),
  ]);
  const { migrations } = known(listed, context);
  const applied = migrations.map(({ remote }) => remote).filter((version) => version !== "");
  const local = new Set(folder.files.map(({ version }) => version));
  const strangers = applied.filter((version) => !local.has(version));
  const missing = migrations.filter(({ remote }) => remote === "").map(({ local }) => local);
  // with strangers the CLI refuses to try
  const wanted = tried === undefined || strangers.length > 0
    ? null
    : new Set(known(tried, context).migrations);
  const files = wanted === null
    ? folder.files.filter((file) => isMissing(file, folder.files, missing))
    : folder.files.filter(({ name }) => wanted.has(name));
  const newest = applied.toSorted().at(-1) ?? "";
  const late = isAnyOrder ? [] : files.filter(({ phase, version }) => phase === "expand" && version < newest);
  return {
    files: files.map(({ text: _text, problems: _problems, ...file }) => file),
    digest: digestOf(files),
    problems: [
      ...strangers.map(onlyRemote),
      ...late.map((file) => outOfOrder(file, newest, context)),
      ...files.flatMap(({ problems }) => problems),
    ],
    warnings: [...folder.ignored, ...overtaking(files)],
    applied,
  };
}

function tryPush(context: DeployContext): Promise<Answer<z.infer<typeof pushSchema>>> {
  const flags = [...["--dry-run", "--include-all", "--yes"], ...json];
  return askCli(context, planDatabasePush(context, flags), pushSchema, longestAnswerMs);
}

/** Of two files with one version, the history has the first at most. */
function isMissing(
  { name, version }: MigrationFile,
  files: readonly MigrationFile[],
  missing: readonly string[],
): boolean {
  const count = missing.filter((other) => other === version).length;
  if (count === 0) return false;
  return files.filter((file) => file.version === version).slice(-count).some((file) => file.name === name);
}

function known<Value>(answer: Answer<Value>, { environment }: DeployContext): Value {
  if ("value" in answer) return answer.value;
  throw new CommandError(
    "migrations_unknown",
    `the database of ${environment.name} ${answer.problem}`,
    "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN or SLIPWAY_DB_URL.",
    exitCode.failure,
  );
}

function onlyRemote(version: string): Finding {
  return {
    code: "migration_only_remote",
    message: `the database has the migration ${version}, and ${migrationsFolder} has not`,
    hint:
      `Bring its file into this branch: npx supabase migration fetch writes it from the database's history. ` +
      `If its effect was taken back: npx supabase migration repair --status reverted ${version}.`,
  };
}

function outOfOrder({ name }: MigrationFile, newest: string, { environment }: DeployContext): Finding {
  return {
    code: "migration_out_of_order",
    message: `${name} is older than ${newest}, which is applied already`,
    hint:
      `Rename it to a newer timestamp if no other environment has it; otherwise look whether it may come later, and apply it: ` +
      `slipway migrate ${environment.name} --include-all.`,
    file: `${migrationsFolder}/${name}`,
  };
}

/** Expanding migrations that are applied before contracting ones which a new database gets first. */
function overtaking(files: readonly MigrationFile[]): Finding[] {
  const contracting = files.filter(({ phase }) => phase === "contract");
  return files.filter(({ phase }) => phase === "expand").flatMap(({ name, version }) => {
    const older = contracting.find((other) => other.version < version);
    if (older === undefined) return [];
    return [{
      code: "migration_overtakes",
      message:
        `${name} expands and is applied before ${older.name}, which contracts; a new database gets them the other way round`,
      hint: "Neither may need the other. Where one does, release the contracting one first.",
      file: `${migrationsFolder}/${name}`,
    }];
  });
}
