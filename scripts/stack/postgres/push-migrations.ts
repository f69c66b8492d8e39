import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../package.ts";
import { makeTempDir, removeDir } from "../../runtime.ts";
import { supabaseCli } from "../../supabase-cli.ts";
import { StackError } from "../errors.ts";
import { run } from "./os-account.ts";

/**
 * Applies `<workdir>/supabase/migrations`, or Slipway's own without a workdir, with the real `supabase db push`, and returns what it printed. About half
 * a second, nearly all of which is the CLI's own start. Uses no network beyond the database. Raises `migrations_failed` with
 * the CLI's words; the failing file is rolled back, those before it stay applied.
 */
export async function pushMigrations(ownerUrl: string, workdir?: string): Promise<string[]> {
  const home = await makeTempDir("slipway-supabase-cli-");
  try {
    const folder = workdir ?? await ownWorkdir(home);
    const { code, stdout, stderr } = await run(
      supabaseCli(),
      ["db", "push", `--remote=${ownerUrl}`, "--yes", "--workdir", folder],
      {
        env: {
          // Its state file goes to a folder of its own, and it asks neither for updates nor reports usage.
          SUPABASE_HOME: home,
          SUPABASE_TELEMETRY_DISABLED: "1",
          DO_NOT_TRACK: "1",
          SUPABASE_NO_UPDATE_NOTIFIER: "1",
          SUPABASE_NO_KEYRING: "1",
          PGSSLMODE: "disable",
        },
      },
    );
    const said = [...stdout, ...stderr].map((line) => line.replaceAll(ownerUrl, "<database>"));
    if (code === 0) return said;
    throw new StackError(
      "migrations_failed",
      `supabase db push ended with code ${code}:\n${said.slice(-20).join("\n")}`,
      `Correct the migration in ${join(folder, "supabase", "migrations")}; its file was rolled back.`,
    );
  } finally {
    await removeDir(home);
  }
}

/** A project of Slipway's migrations alone: npm packs no symlinks, so `supabase/migrations` is missing in the package. */
async function ownWorkdir(parent: string): Promise<string> {
  const workdir = join(parent, "project");
  await mkdir(join(workdir, "supabase"), { recursive: true });
  await writeFile(join(workdir, "supabase", "config.toml"), 'project_id = "slipway"\n');
  await symlink(join(packageRoot, "migrations"), join(workdir, "supabase", "migrations"));
  return workdir;
}
