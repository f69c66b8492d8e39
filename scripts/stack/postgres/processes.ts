import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { platform } from "node:process";
import { type ChildProcess, killPid, now, sleep, spawn } from "../../runtime.ts";
import { namesIn } from "./folders.ts";
import { run } from "./os-account.ts";

interface Process {
  pid: number;
  parent: number;
}

/** Every process that still runs; zombies have ended. */
async function livingProcesses(): Promise<Process[]> {
  const rows = platform === "linux" ? await rowsOfProc() : await rowsOfPs();
  return rows.filter(([, , state]) => state !== undefined && !state.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** Slim Linux images have no ps. */
async function rowsOfProc(): Promise<string[][]> {
  const pids = (await namesIn("/proc")).filter((name) => /^\d+$/.test(name));
  return await Promise.all(pids.map(async (pid) => {
    const stat = await readFile(join("/proc", pid, "stat"), "utf8").catch(() => "");
    // "pid (name) state parent …"; the name may hold anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return stat && state && parent ? [pid, parent, state] : [];
  }));
}

async function rowsOfPs(): Promise<string[][]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=", "-o", "ppid=", "-o", "stat="]);
  return stdout.map((line) => line.trim().split(/\s+/));
}

/**
 * Ends a process and the processes it started as a power cut would: nothing runs an exit handler. The parent is
 * frozen first, so that it cannot start another child while they are counted. Resolves when all are gone.
 */
export async function cutPower(pid: number): Promise<void> {
  if (!killPid(pid, "SIGSTOP")) return;
  const children = (await livingProcesses()).filter(({ parent }) => parent === pid);
  const pids = new Set([pid, ...children.map((child) => child.pid)]);
  for (const each of pids) killPid(each, "SIGKILL");
  for (const deadline = now() + 5_000; now() < deadline && await isAnyAlive(pids);) await sleep(5);
}

/** Whether one of the processes still runs; a zombie does not. */
export async function isAnyAlive(pids: Iterable<number>): Promise<boolean> {
  const wanted = new Set(pids);
  return (await livingProcesses()).some(({ pid }) => wanted.has(pid));
}

/** A shell that outlives a SIGKILL of this process: its input then ends, and it shuts Postgres down. Stop it when Postgres is gone. */
export function guardAgainstOrphans(pid: number, temporaryDir: string): ChildProcess {
  const script =
    'read -r _; kill -INT "$1"; while kill -0 "$1"; do sleep 0.2; done; [ -z "$2" ] || rm -rf "$2"';
  return spawn("/bin/sh", ["-c", script, "slipway-postgres-guard", String(pid), temporaryDir], {
    cwd: "/",
    detached: true,
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  });
}
