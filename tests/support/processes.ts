import { readFile } from "node:fs/promises";
import { run } from "../../scripts/stack/postgres/os-account.ts";
import { until } from "./until.ts";

/** Whether a process runs; one that has ended and was not waited for does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const { code, stdout } = await run("ps", ["-o", "stat=", "-p", String(pid)]);
  return code === 0 && !stdout.join("").trim().startsWith("Z");
}

/** The pid that a process writes into a file, with a line break at the end, once it is there. */
export async function pidIn(file: string): Promise<number> {
  return await until(`${file} holds a pid`, async () => {
    const text = await readFile(file, "utf8").catch(() => "");
    return /^\d+\n/.test(text) && Number(text);
  });
}

/** Resolves once none of them runs. */
export async function untilEnded(pids: readonly number[]): Promise<void> {
  for (const pid of pids) await until(`${pid} ended`, async () => !await isRunning(pid));
}
