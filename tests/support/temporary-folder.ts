// A temporary folder for a whole run of the tests, in memory where Linux has room: a Postgres starts in half the time there. At
// the end nothing may be left in it, and no process that uses it.

import { chmod, mkdir, readdir, readFile, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, pid } from "node:process";
import { removeDir } from "../../scripts/runtime.ts";
import { isRunning } from "./processes.ts";
import { until } from "./until.ts";

const memoryFolder = "/dev/shm";
/** In bytes. The tests need some 300 MB at once. */
const neededBytes = 2e9;
/** The Supabase CLI unpacks a library, always under the same name, and leaves it when what it does fails. */
const unpacked = /^\.bun-[0-9a-f-]+\.node$/;
const folderPattern = /^slipway-tests-(\d+)$/;

export default async function setup(): Promise<() => Promise<void>> {
  const parent = await hasRoom() ? memoryFolder : tmpdir();
  await removeAbandoned(parent);
  const folder = join(parent, `slipway-tests-${pid}`);
  await mkdir(folder);
  // Root runs Postgres as another account, which has to enter.
  await chmod(folder, 0o755);
  env.TMPDIR = folder;
  return () => end(folder);
}

async function end(folder: string): Promise<void> {
  let left: string[] = [];
  try {
    await until("nothing is left", async () => {
      const files = (await readdir(folder)).filter((name) => !unpacked.test(name));
      left = [...await processesOf(folder), ...files];
      return left.length === 0;
    });
  } catch {
    throw new Error(`The tests left behind:\n${left.join("\n")}`);
  } finally {
    await removeDir(folder);
  }
}

/** Those that name the folder in their arguments or environment, where /proc tells. */
async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const [args, variables] = await Promise.all(
      ["cmdline", "environ"].map((file) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "")),
    );
    const isOurs = Number(id) === pid || args.includes("vitest");
    if (!isOurs && (args + variables).includes(folder)) found.push(`${id} ${args.replaceAll("\0", " ")}`);
  }
  return found;
}

async function hasRoom(): Promise<boolean> {
  const memory = await statfs(memoryFolder).catch(() => undefined);
  if (memory === undefined || memory.bavail * memory.bsize < neededBytes) return false;
  return Deno.systemMemoryInfo().available > 2 * neededBytes;
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = folderPattern.exec(name)?.[1];
    if (owner !== undefined && !await isRunning(Number(owner))) await removeDir(join(parent, name));
  }
}
