import { existsSync, statSync } from "node:fs";
import { spawn } from "../../scripts/runtime.ts";
import { note } from "./bench.ts";

/** Installs what Slipway is compared with, as the lockfile in `folder` has it, unless that has been done. `what` names it for people. */
export async function installPeers(folder: string, what: string): Promise<void> {
  const installed = `${folder}/node_modules/.package-lock.json`;
  const isFresh = existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
  if (isFresh) return;
  note(`installing ${what} for the benchmark (npm ci)`);
  const child = spawn("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdout: "null", stderr: "inherit" });
  if (await child.exited !== 0) throw new Error(`npm ci in ${folder} failed; see above.`);
}
