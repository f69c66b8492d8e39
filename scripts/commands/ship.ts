// slipway ship: one command from a bump to a banner.

import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, waitSecondsOf } from "../cli/wait-option.ts";
import { toOption } from "./share-option.ts";
import type { ShipOptions } from "../ship/command.ts";

/** `slipway ship [component]`. Exit codes: see docs/commands/ship. */
export function shipCommand(): Command {
  const command = new Command("ship")
    .description("Bump, commit, push, deploy, verify and announce one component.")
    .argument("[component]", "its key in version.json")
    .option("--no-deploy", "leave out the deploy command; everything else happens")
    .option("-m, --message <text>", "the commit message (with --abandon: the reason)")
    .option("--dry-run", "show each step with its exact commands; reads only, a publishable key is enough")
    .addOption(toOption().conflicts(["resume", "abandon"]))
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .addOption(
      new Option("--resume [id]", "go on with an unfinished ship").conflicts([
        "abandon",
        "dryRun",
        "exitCode",
      ]),
    )
    .addOption(
      new Option("--abandon [id]", "give an unfinished ship up; its number stays used").conflicts([
        "dryRun",
        "exitCode",
      ]),
    )
    .option("--env <environment>", "ship to this environment (default: the one that announces)")
    .addOption(
      new Option("--changed", "every component whose files changed since it was last verified there")
        .conflicts([
          ...["resume", "abandon", "exitCode", "dryRun", "to", "message"],
        ]),
    )
    .option("--reason <text>", "why it can't wait for the environment's hours")
    .option("--exit-code", "ship only what changed since its last ship; end with 3 when nothing did")
    .action(ship);
  return addWaitOptions(command);
}

async function ship(component: string | undefined, options: ShipOptions): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { runShip } = await import("../ship/command.ts");
  const { wait } = options;
  // "--wait dashboard": the option takes what was meant as the component
  const isSwallowed = component === undefined && typeof wait === "string";
  const waitSeconds = waitSecondsOf(isSwallowed ? true : wait, output);
  await runShip(isSwallowed ? wait : component, options, { output, signal: interruptSignal(), waitSeconds });
}
