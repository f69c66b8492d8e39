import { platform } from "node:os";
import { getuid } from "node:process";
import { spawn, type SpawnOptions } from "../../runtime.ts";
import { StackError } from "../errors.ts";

/** Who runs Postgres: undefined means whoever runs this process. */
export type OsAccount = { name: string; uid: number; gid: number } | undefined;

/** A finished command. */
interface Finished {
  code: number;
  stdout: string[];
  stderr: string[];
}

/** Runs a command to its end and keeps its output, all of it: the types of a database are more lines than a reader may lag behind. */
export async function run(command: string, args: string[], options: SpawnOptions = {}): Promise<Finished> {
  const child = spawn(command, args, { keepLines: true, ...options });
  const [stdout, stderr, code] = await Promise.all([
    Array.fromAsync(child.stdout),
    Array.fromAsync(child.stderr),
    child.exited,
  ]);
  return { code, stdout, stderr };
}

/** The options that make a command run as the account; `/` because the account may not enter our own folder. */
export function as(account: OsAccount): SpawnOptions {
  return account ? { uid: account.uid, gid: account.gid, cwd: "/" } : {};
}

/**
 * The account that Postgres must run as. Postgres refuses to run as root, so root hands over to `postgres`
 * (macOS has `_postgres`), which is created where it is missing. Raises `os_account_missing`.
 */
export async function findOsAccount(): Promise<OsAccount> {
  if (getuid?.() !== 0) return undefined;
  const name = platform() === "darwin" ? "_postgres" : "postgres";
  const found = await lookUp(name);
  if (found) return found;
  const made = await run("useradd", ["--system", "--user-group", "--no-create-home", name]).catch((
    error: Error,
  ) => ({
    stderr: [error.message],
  }));
  // Looked up again whatever useradd said: another process may have been faster.
  const created = await lookUp(name);
  if (created) return created;
  throw new StackError(
    "os_account_missing",
    `Postgres does not run as root, and the OS account "${name}" could not be made: ${made.stderr.join(" ")}`,
    `Create an OS account named "${name}", or run this as an ordinary user.`,
  );
}

async function lookUp(name: string): Promise<OsAccount> {
  const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
  return uid.code === 0 && gid.code === 0
    ? { name, uid: Number(uid.stdout[0]), gid: Number(gid.stdout[0]) }
    : undefined;
}
