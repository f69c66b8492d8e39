// slipway rollback: one component back to an earlier build.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { confirmWith } from "../cli/confirm.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";

interface Options {
  to: number;
  reason: string;
  yes?: boolean;
  json?: boolean;
  wait?: Wait;
}

/** `slipway rollback <component> --to N --reason …`. Exit code 5 when there is no way back, 8 and 9 when it failed half-way. */
export function rollbackCommand(): Command {
  const command = new Command("rollback")
    .description(
      "Take a component back to an earlier build by its declared command, and record why and how long it took. What can't go back (an app of a store, applied migrations) is refused, with the commands that help instead.",
    )
    .argument("<component>", "its key in version.json")
    .requiredOption("--to <build>", "the build to go back to", build)
    .requiredOption("--reason <text>", "why; it stays in the build move and the audit log", reason)
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .action(run);
  return addWaitOptions(command);
}

async function run(component: string, { to, reason, yes, json, wait }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { rollback } = await import("../ship/rollback/rollback.ts");
  const { printOutcome } = await import("../ship/record/outcome.ts");
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const waitSeconds = waitSecondsOf(wait, output);
  const confirm = confirmWith(output, yes ?? false);
  const { ship, sha, outcome, ms } = await rollback(session, { component, to, reason, waitSeconds, confirm });
  if (outcome === undefined) return;
  printOutcome(output, outcome);
  const { build, previous, table, troubles } = outcome;
  output.json({
    event: "result",
    ship,
    component,
    build,
    previous,
    sha,
    ms,
    table,
    troubles,
    outcome: "done",
  });
}

function reason(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("A reason needs words.");
}

function build(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A build is a whole number.");
}
