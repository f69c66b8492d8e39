import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { slipwayFolder } from "../../git/slipway-folder.ts";
import { type FileLock, tryLockFile } from "../../runtime.ts";

/**
 * Makes this the only ship of the clone; whoever has the lock is alive, because it goes with its process. It only gives the
 * friendlier message: across clones the lease in Postgres decides. Raises `lease_held` (exit 6) that names the process.
 */
export async function lockClone(commonDir: string, what: string): Promise<FileLock> {
  const file = join(slipwayFolder(commonDir), "ship.lock");
  const lock = await tryLockFile(
    file,
    `${what}, process ${process.pid}, since ${new Date().toISOString()}\n`,
  );
  if (lock !== null) return lock;
  throw new CommandError(
    "lease_held",
    `another ship runs in this clone: ${readFileSync(file, "utf8").trim()}`,
    "Wait for it with --wait, or ship from another clone.",
    exitCode.leaseHeld,
  );
}
