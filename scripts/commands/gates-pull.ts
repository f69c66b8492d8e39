import process from "node:process";
import { type Command, InvalidArgumentError } from "commander";
import type { Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { ReadHost } from "../gates/collect/sources.ts";
import type { JudgedPull } from "../gates/pulls/read-pull.ts";

/** Of every check of a pull request. */
export interface PullOptions {
  pull?: number;
  json?: boolean;
}

/** What a check came to. */
interface Outcome {
  passed: boolean;
  /** One line. */
  reason: string;
  findings?: readonly Finding[];
}

export function addPullOptions(command: Command): Command {
  return command
    .option("--pull <number>", "the pull request; in CI it is the one of the job", pullNumber)
    .option("--json", "one line of JSON");
}

function pullNumber(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A number, as 12.");
}

/** Runs one check: it prints a line with a reason, and what is in the way, and ends with 0 or 5. */
export async function checkPull(
  name: string,
  { pull: number, json }: PullOptions,
  look: (judged: JudgedPull, host: ReadHost) => Promise<Outcome>,
): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { gateHost } = await import("../gates/host.ts");
  const { pullOfJob } = await import("../gates/pulls/pull-of.ts");
  const { readPull } = await import("../gates/pulls/read-pull.ts");
  const output = createOutput({ json }, mask.apply);
  const asked = number ?? await pullOfJob();
  const host = await gateHost(await loadWorkspace(findRoot(process.cwd())), {
    signal: interruptSignal(),
    note: (line) => output.note(line),
  });
  const judged = await readPull(host, asked);
  const { passed, reason, findings = [] } = await look(judged, host);
  output.print(`${passed ? "passed" : "refused"}  ${name} of #${asked}: ${reason}`);
  for (const { message, hint } of findings) output.print(`  ${message}\n    → ${hint}`);
  output.json({ event: "result", check: name, pull: asked, passed, reason, findings });
  if (!passed) process.exitCode = exitCode.refused;
}
