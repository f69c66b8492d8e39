// Who started this process: everything above it, and whoever holds the other end of its standard input.

import { fstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { elapsed, sleep, standardInputEnd } from "../runtime.ts";
import { run } from "./postgres/os-account.ts";

const lookEveryMs = 250;
/** A pipe that has ended by then was never held open: some CI systems close the input of every step. */
const closedFromTheStartMs = 1_000;

/** Whoever started this process. */
interface Starter {
  /** Resolves once they are gone; never after `ignore`. */
  gone: Promise<void>;
  /** Looks no more: nothing keeps this process alive. */
  ignore(): void;
}

/**
 * Watches for a process above this one that has ended (a command runner, a shell, a CI step and its agent), and for the end of
 * the pipe that is the standard input. The system hands orphans to another parent, so a chain that changes is a link that is
 * gone, however it went. What should outlive its starter is started with `setsid -f`: then nothing is above it.
 */
export function watchStarter(): Starter {
  const watching = new AbortController();
  const { signal } = watching;
  const never = new Promise<void>(() => {});
  const seen = Promise.race([chainBroken(signal), inputEnded(signal)]);
  return {
    gone: seen.then(() => signal.aborted ? never : undefined),
    ignore: () => watching.abort(),
  };
}

async function chainBroken(signal: AbortSignal): Promise<void> {
  const first = await ancestors();
  while (!signal.aborted && (await ancestors()) === first) await sleep(lookEveryMs, signal);
}

/** The pids above this process, up to the first of all. */
async function ancestors(): Promise<string> {
  const parents = process.platform === "linux" ? parentInProc : await parentsByPs();
  const chain: number[] = [];
  for (let pid = await parents(process.pid); pid !== undefined && pid > 1; pid = await parents(pid)) {
    chain.push(pid);
  }
  return chain.join(" ");
}

type ParentOf = (pid: number) => Promise<number | undefined>;

/** Slim Linux images have no ps. */
const parentInProc: ParentOf = async (pid) => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // "pid (name) state parent …"; the name may hold anything.
  const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return parent === undefined ? undefined : Number(parent);
};

async function parentsByPs(): Promise<ParentOf> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=", "-o", "ppid="]);
  const parents = new Map(stdout.map((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  }));
  return (pid) => Promise.resolve(parents.get(pid));
}

async function inputEnded(signal: AbortSignal): Promise<void> {
  const never = new Promise<void>(() => {});
  const input = fstatSync(0);
  if (!input.isFIFO() && !input.isSocket()) return await never;
  const startedAt = elapsed();
  await standardInputEnd(signal);
  if (elapsed() - startedAt < closedFromTheStartMs) await never;
}
