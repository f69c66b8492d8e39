import { lstat, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeTempDir, removeDir } from "../../runtime.ts";
import { migrationsFolder, readMigration, readMigrationFiles } from "./migration-files.ts";

/** Where the CLI applies a part of what is pending. */
interface PhaseFolder {
  /** For --workdir. */
  path: string;
  remove(): Promise<void>;
}

/**
 * The Supabase folder of a root without some migrations: the CLI applies everything that it finds. All else is linked, so that its settings,
 * the linked project and variables in .env files are as they were.
 */
export async function makePhaseFolder(root: string, without: ReadonlySet<string>): Promise<PhaseFolder> {
  const { files } = await readMigrationFiles(root);
  const path = await makeTempDir("slipway-migrations-");
  const folder = { path, remove: () => removeDir(path) };
  try {
    await mkdir(join(path, "supabase"));
    await mkdir(join(path, migrationsFolder));
    const here = (await readdir(root)).filter((name) => /^\.env(\.|$)/.test(name));
    const below = (await readdir(join(root, "supabase"))).filter((name) => name !== "migrations");
    for (const name of [...here, ...below.map((each) => join("supabase", each))]) {
      await link(join(root, name), join(path, name));
    }
    for (const { name } of files.filter((file) => !without.has(file.name))) {
      await writeFile(join(path, migrationsFolder, name), readMigration(root, name));
    }
    return folder;
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** A link to what is there now, however it was linked; one that leads nowhere is left out. */
async function link(from: string, to: string): Promise<void> {
  const target = await realpath(from).catch(() => null);
  if (target !== null) await symlink(target, to, (await lstat(target)).isDirectory() ? "dir" : "file");
}
