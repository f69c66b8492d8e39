import { existsSync, statSync } from "node:fs";
import { spawn } from "../../../scripts/runtime.ts";
import { note } from "../bench.ts";

const folder = `${import.meta.dirname}/../peers`;

/** Installs the libraries that Slipway is compared with, as their lockfile has them, unless that has been done. */
export async function installPeers(): Promise<void> {
  const installed = `${folder}/node_modules/.package-lock.json`;
  const isFresh = existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
  if (isFresh) return;
  note("installing node-apn and apns2 for the benchmark (npm ci)");
  const child = spawn("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdout: "null", stderr: "inherit" });
  if (await child.exited !== 0) throw new Error(`npm ci in ${folder} failed; see above.`);
}
