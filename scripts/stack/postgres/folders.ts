import { mkdir, readdir, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { makeTempDir, removeDir } from "../../runtime.ts";
import { StackError, systemCode } from "../errors.ts";
import { as, type OsAccount, run } from "./os-account.ts";

/** What the account lacks on an existing folder; undefined when it may enter it and write to it. */
async function lacks(account: OsAccount, folder: string): Promise<string | undefined> {
  // Asked of the kernel, as the account itself: mode bits alone miss ACLs and read-only mounts.
  const script = 'cd "$1" 2>/dev/null || { echo entered; exit; }; [ -w . ] || echo written';
  const { stdout } = await run("/bin/sh", ["-c", script, "sh", folder], as(account));
  return stdout[0];
}

/** Names the outermost parent that the account cannot enter. */
async function firstClosed(account: OsAccount, folder: string): Promise<string> {
  const parent = dirname(folder);
  if (parent === folder || (await lacks(account, parent)) !== "entered") return folder;
  return await firstClosed(account, parent);
}

/** Makes `folder` where it is missing. Raises `folder_not_writable` or `folder_not_traversable`, naming what is in the way. */
export async function ensureReachable(account: OsAccount, folder: string): Promise<string> {
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new StackError(
      "folder_not_writable",
      `The folder ${folder} cannot be made: ${systemCode(error) ?? error}.`,
      "Choose another folder, or change the owner or the mode of its parent.",
      { cause: error },
    );
  }
  const path = await realpath(folder);
  if (await lacks(account, path) === "entered") {
    const closed = await firstClosed(account, path);
    if (made) await removeDir(made);
    throw new StackError(
      "folder_not_traversable",
      `${who(account)} cannot enter ${closed}, so ${path} is out of reach.`,
      "Choose a folder below /tmp, allow others to enter it (chmod o+x), or run this as an ordinary user.",
    );
  }
  return path;
}

/** Raises `folder_not_writable` when the account cannot write to an existing folder. */
export async function ensureWritable(account: OsAccount, folder: string): Promise<void> {
  if (await lacks(account, folder) === undefined) return;
  throw new StackError(
    "folder_not_writable",
    `${who(account)} cannot write to ${folder}.`,
    account
      ? `Run: chown -R ${account.name} ${folder}`
      : "Choose another folder, or change its owner or mode.",
  );
}

function who(account: OsAccount): string {
  return account ? `The OS account "${account.name}", which runs Postgres,` : "This user";
}

/** A new folder for throwaway data that the account can reach: below the system's temporary folder, else below /tmp. */
export async function makeReachableTempDir(account: OsAccount, prefix: string): Promise<string> {
  const parent = await reachableTempRoot(account);
  return await makeTempDir(prefix, parent);
}

/** The temporary folder that the account can enter. Root's own (macOS, pam_tmpdir) is closed to others: then /tmp. */
export async function reachableTempRoot(account: OsAccount): Promise<string> {
  const own = await realpath(tmpdir());
  return account && await lacks(account, own) === "entered" ? await ensureReachable(account, "/tmp") : own;
}

/** The names in a folder; none when it does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}
