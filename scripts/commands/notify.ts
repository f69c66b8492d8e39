// slipway notify: tells what was deployed by other means, or tells it again.

import process from "node:process";
import { Command } from "commander";
import { confirmWith } from "../cli/confirm.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  force?: boolean;
  component?: string;
  json?: boolean;
  exitCode?: boolean;
  yes?: boolean;
}

/** `slipway notify [--force] [--component X]`. Exit code 0, also when there is nothing to tell; 7 when the commit disagrees with itself. */
export function notifyCommand(): Command {
  return new Command("notify")
    .description(
      "Record and announce what was deployed by other means, retry failed deliveries; else do nothing.",
    )
    .option("--force", "announce the present build again (default: of every app, else of what moved last)")
    .option("--component <key>", "only this one; it counts as deployed unless its probes say otherwise")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "print what was done as one line of JSON")
    .option("--exit-code", "end with exit code 3 when there was nothing to do")
    .action(run);
}

async function run(
  { force = false, component, json, exitCode: isAsked, yes = false }: Options,
): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { notify } = await import("../ship/notify/notify.ts");
  const { printOutcome } = await import("../ship/record/outcome.ts");
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const { recorded, forced, retried } = await notify(session, {
    component,
    isForced: force,
    confirm: confirmWith(output, yes),
  });
  for (const outcome of recorded) printOutcome(output, outcome);
  if (retried > 0) output.note(`${retried} failed deliveries are tried again`);
  output.json({ event: "result", recorded, forced, retried });
  const isIdle = recorded.length === 0 && Object.keys(forced).length === 0 && retried === 0;
  if (isAsked && isIdle) process.exitCode = exitCode.nothingToDo;
}
