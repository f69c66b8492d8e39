import { relative, resolve, sep } from "node:path";
import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { migrationsFolder, readMigrationFiles } from "../deploy/migrations/migration-files.ts";
import { writeInside } from "../manifest/edits.ts";
import { requireInside } from "../manifest/real-path.ts";
import { cliFailed, runLocalCli } from "./local-cli.ts";

const createdSchema = z.object({ path: z.string() });

/** A file that was made. */
interface NewMigration {
  /** Below the root. */
  file: string;
  /** An older file has a timestamp of the future: this one would come before it. */
  isOutOfOrder: boolean;
}

/**
 * `supabase migration new`: an empty file with a timestamp, or one that begins with the line of a contracting migration. Raises
 * `migration_name_invalid` (exit 2): the CLI takes slashes for folders, and writes what it then passes over. `migration_new_failed`,
 * `path_outside` (exit 5) before the CLI would make one where a link leads.
 */
export async function newMigration(
  root: string,
  name: string,
  { isContract, signal }: { isContract: boolean; signal: AbortSignal },
): Promise<NewMigration> {
  if (!/^[a-z0-9][a-z0-9_-]{0,99}$/i.test(name)) {
    throw new CommandError(
      "migration_name_invalid",
      `"${name}" is no name of a migration`,
      "Letters, digits, _ and -, as add_notes.",
      exitCode.usage,
    );
  }
  requireInside(root, migrationsFolder);
  const said = await runLocalCli(root, ["migration", "new", name, "--output-format", "json"], signal);
  const created = said.code === 0 ? createdSchema.safeParse(parse(said.stdout)).data : undefined;
  if (created === undefined) {
    throw cliFailed("migration_new_failed", "supabase migration new", said, "Run npx supabase init first.");
  }
  const file = relative(root, resolve(root, created.path)).split(sep).join("/");
  if (isContract) await writeInside(root, file, "-- slipway: contract\n");
  const { files } = await readMigrationFiles(root);
  return { file, isOutOfOrder: `${migrationsFolder}/${files.at(-1)?.name}` !== file };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
