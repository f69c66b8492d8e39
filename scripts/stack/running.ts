// Which local platforms this user has up: a file for each, written by `stack up` and read by `link --local` and `migration reset`.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { env } from "../runtime.ts";
import type { StackInfo } from "./info.ts";

const runningSchema = z.object({
  pid: z.int().positive(),
  /** Where `stack up` was started. */
  folder: z.string(),
  api_url: z.url(),
  /** Logs in as `postgres`; a platform of an older release did not say. */
  db_url: z.string().optional(),
  publishable_key: z.string(),
  secret_key: z.string(),
});

/** A local platform that is up. */
export type RunningStack = z.infer<typeof runningSchema>;

/** Tells other commands of this user about this process's platform; the returned function takes it back. */
export async function announceStack(info: StackInfo): Promise<() => Promise<void>> {
  const { api_url, db_url, publishable_key, secret_key } = info;
  const running: RunningStack = {
    pid: process.pid,
    folder: process.cwd(),
    api_url,
    db_url,
    publishable_key,
    secret_key,
  };
  const path = join(folder(), `${process.pid}.json`);
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  // A process of the past had this number and was killed.
  await rm(path, { force: true });
  await writeFile(path, JSON.stringify(running), { mode: 0o600, flag: "wx" });
  return () => rm(path, { force: true });
}

/** The platforms whose process is alive. Files that killed ones left behind are removed. */
export async function runningStacks(): Promise<RunningStack[]> {
  const names = await readdir(folder()).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map(async (name) => {
      const path = join(folder(), name);
      const parsed = runningSchema.safeParse(parse(await readFile(path, "utf8").catch(() => "")));
      if (parsed.success && isAlive(parsed.data.pid)) return [parsed.data];
      await rm(path, { force: true });
      return [];
    }),
  );
  return found.flat();
}

function folder(): string {
  const runtime = env("XDG_RUNTIME_DIR");
  return runtime
    ? join(runtime, "slipway")
    : join(env("XDG_CACHE_HOME") ?? join(homedir(), ".cache"), "slipway", "run");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
