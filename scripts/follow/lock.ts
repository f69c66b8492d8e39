import { join } from "node:path";
import process from "node:process";
import { readCommonDir } from "../git/repository.ts";
import { slipwayFolder } from "../git/slipway-folder.ts";
import { tryLockFile } from "../runtime.ts";
import type { Follower } from "./follower.ts";

/** Runs `work` as the only one in this clone; null, without running it, while another process does. The lock goes with its process. */
export async function alone<Value>(
  { git, environment }: Pick<Follower, "git" | "environment">,
  work: () => Promise<Value>,
): Promise<Value | null> {
  const file = join(slipwayFolder(await readCommonDir(git)), "follow.lock");
  const lock = await tryLockFile(file, `${environment.name}, process ${process.pid}\n`);
  if (lock === null) return null;
  try {
    return await work();
  } finally {
    lock.release();
  }
}
