import { chmod, chown, mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { removeDir } from "../../runtime.ts";
import { StackError, systemCode } from "../errors.ts";
import { ensureReachable, ensureWritable, makeReachableTempDir, namesIn } from "./folders.ts";
import { as, type OsAccount, run } from "./os-account.ts";

/** A data directory that a server can be started on. */
export interface DataDir {
  path: string;
  /** Thrown away when the server stops. */
  isTemporary: boolean;
}

const majorVersion = "17";

/** Makes a throwaway data directory from the template; about 0.1 s. */
export async function makeTemporaryDataDir(template: string, account: OsAccount): Promise<DataDir> {
  const path = await makeReachableTempDir(account, "slipway-postgres-");
  try {
    if (account) await chown(path, account.uid, account.gid);
    await copyTree(template, path, account);
    return { path, isTemporary: true };
  } catch (error) {
    await removeDir(path);
    throw error;
  }
}

/**
 * Opens a folder that outlives the server, and fills it from the template the first time. Raises `folder_not_…`,
 * `data_dir_other_version`, `data_dir_not_empty`.
 */
export async function openDataDir(folder: string, template: string, account: OsAccount): Promise<DataDir> {
  const path = await ensureReachable(account, folder);
  const isNew = (await namesIn(path)).length === 0;
  if (account && isNew) await chown(path, account.uid, account.gid);
  await ensureWritable(account, path);
  const version = await versionOf(path);
  if (version !== undefined && version !== majorVersion) {
    throw new StackError(
      "data_dir_other_version",
      `${path} was written by Postgres ${version}; this is Postgres ${majorVersion}.`,
      "Choose another folder, or carry the data over with pg_dump.",
    );
  }
  if (version === undefined) {
    if (!isNew) {
      throw new StackError(
        "data_dir_not_empty",
        `${path} holds files, but no Postgres data.`,
        "Choose an empty folder or a new name.",
      );
    }
    await fill(path, template, account);
  }
  return { path, isTemporary: false };
}

/** PG_VERSION arrives last, so that a copy that was cut short is never taken for a database. */
async function fill(path: string, template: string, account: OsAccount): Promise<void> {
  await chmod(path, 0o700);
  const part = join(path, ".filling");
  await copyTree(template, part, account);
  const names = (await namesIn(part)).filter((name) => name !== "PG_VERSION");
  for (const name of [...names, "PG_VERSION"]) await rename(join(part, name), join(path, name));
  await removeDir(part);
}

/** Makes the folder of a data directory, as the account's. */
export async function makeDataFolder(path: string, account: OsAccount): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
}

/** Copies a data directory that nobody runs on. `cp` runs as the account, which then owns the copy. */
export async function copyTree(from: string, to: string, account: OsAccount): Promise<void> {
  const { code, stderr } = await run("cp", ["-R", `${from}/.`, to], as(account));
  if (code !== 0) {
    throw new StackError(
      "data_dir_copy_failed",
      `The data directory could not be made: ${stderr.join(" ")}`,
      `Check that there is space left for ${to}.`,
    );
  }
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    return (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
