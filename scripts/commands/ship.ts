// slipway ship: one command from a bump to a banner.

import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, patienceOf, type Wait } from "../cli/wait-option.ts";

export interface ShipOptions {
  deploy: boolean;
  message?: string;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
  resume?: string | true;
  abandon?: string | true;
  wait?: Wait;
  exitCode?: boolean;
}

/** `slipway ship [component]`. Exit codes: see docs/commands/ship. */
export function shipCommand(): Command {
  const command = new Command("ship")
    .description("Bump, commit, push, deploy, verify and announce one component.")
    .argument("[component]", "its key in version.json")
    .option("--no-deploy", "leave out the deploy command; everything else happens")
    .option("-m, --message <text>", "the commit message (with --abandon: the reason)")
    .option("--dry-run", "show each step with its exact commands; reads only, a publishable key is enough")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .option("--resume [id]", "go on with an unfinished ship")
    .option("--abandon [id]", "give an unfinished ship up; its number stays used")
    .option("--exit-code", "ship only what changed since its last release; end with 3 when nothing did")
    .action(ship);
  return addWaitOptions(command);
}

async function ship(component: string | undefined, options: ShipOptions): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { runShip } = await import("../ship/command.ts");
  const { wait } = options;
  const given = typeof wait === "string" ? component ?? wait : component;
  await runShip(given, options, { output, signal: interruptSignal(), patience: patienceOf(wait, output) });
}
