// Runs the real `slipway` command, as a user would.

import { type ChildProcess, spawn, type SpawnOptions } from "../../../../scripts/runtime.ts";
import type { StackInfo } from "../../../../scripts/stack/info.ts";
import { slipwayCommand } from "../../../support/repository.ts";

/** A `slipway` process and what it wrote so far. */
interface Run extends ChildProcess {
  out: string[];
  err: string[];
  /** Resolves with the exit code when both outputs are read to their end. */
  ended: Promise<number>;
}

/** Starts `slipway <args>`. */
export function slipway(args: string[], options: SpawnOptions = {}): Run {
  const child = spawn(slipwayCommand, args, options);
  const [out, err]: [string[], string[]] = [[], []];
  const read = async (from: AsyncIterable<string>, into: string[]) => {
    for await (const line of from) into.push(line);
  };
  const ended = Promise.all([read(child.stdout, out), read(child.stderr, err)]).then(() => child.exited);
  return { ...child, out, err, ended };
}

/** Starts `slipway stack up --json` and waits for its line. */
export async function stackUp(
  args: string[] = [],
  options: SpawnOptions = {},
): Promise<{ run: Run; info: StackInfo }> {
  const run = slipway(["stack", "up", "--json", ...args], options);
  let isGone = false;
  run.ended.then(() => isGone = true);
  while (run.out.length === 0) {
    if (isGone) throw new Error(`slipway stack up ended: ${run.err.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { run, info: JSON.parse(run.out[0]) };
}

/** Asks for a clean end and returns the exit code. */
export async function end({ run }: { run: Run }, signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<number> {
  run.kill(signal);
  return await run.ended;
}

/** The process ids of `pid` and everything below it. */
export async function tree(pid: number): Promise<number[]> {
  const rows: number[][] = [];
  for await (const line of spawn("ps", ["-A", "-o", "pid=,ppid="]).stdout) {
    rows.push(line.trim().split(/\s+/).map(Number));
  }
  const below = (parent: number): number[] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
}

/** Which of these processes still run. */
export async function alive(pids: number[]): Promise<string[]> {
  const left: string[] = [];
  for await (const line of spawn("ps", ["-o", "pid=,stat=,args=", "-p", pids.join(",")]).stdout) {
    if (!/^\s*\d+\s+Z/.test(line)) left.push(line);
  }
  return left;
}
