import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { packageRoot } from "../../package.ts";
import { keep, type PostgresHome } from "./cache.ts";
import { copyTree, makeDataFolder } from "./data-dir.ts";
import type { OsAccount } from "./os-account.ts";
import { pushMigrations } from "./push-migrations.ts";
import { supabaseCli } from "../../supabase-cli.ts";
import { launchOnFreePort, urlFor } from "./server-process.ts";

const migrations = join(packageRoot, "migrations");

/**
 * The template with Slipway's migrations in it, applied by the real `supabase db push` once per set of migrations: every further
 * start saves the CLI's second. Raises `migrations_failed`, and what starting a server raises.
 */
export async function migratedTemplate(
  { native, template }: PostgresHome,
  account: OsAccount,
  log: (line: string) => void,
): Promise<string> {
  const home = dirname(template);
  const target = join(dirname(home), `migrated-${await migrationsKey(migrations, basename(home))}`);
  await keep(target, async (build) => {
    log("Applying the migrations; this happens once per change of them.");
    const dataDir = join(build, "template");
    await makeDataFolder(dataDir, account);
    await copyTree(template, dataDir, account);
    const server = await launchOnFreePort({ native, dataDir, account });
    try {
      await pushMigrations(urlFor("postgres", server.port));
    } finally {
      await server.stop();
    }
  });
  return join(target, "template");
}

/** Changes with the migrations, the CLI that applies them, and the Postgres they are applied to. */
export async function migrationsKey(folder: string, postgres: string): Promise<string> {
  const hash = createHash("sha256").update(postgres);
  hash.update(await readFile(join(dirname(supabaseCli()), "..", "package.json")));
  for (const name of (await readdir(folder)).sort()) {
    hash.update(`\0${name}\0`).update(await readFile(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}
