// slipway keys usage: how many requests came with which key.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { wholeNumber } from "./bump.ts";

interface Options {
  hours: number;
  json?: boolean;
}

/** `slipway keys usage`. */
export function keysUsageCommand(): Command {
  return new Command("usage")
    .description(
      "Show how many requests came with which key, by the hour. Slipway's functions count their own; an API of yours adds its counts with ship.record_key_usage.",
    )
    .option("--hours <count>", "how far back", wholeNumber, 24)
    .option("--json", "one line of JSON")
    .action(usage);
}

async function usage({ hours, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { describeUsage } = await import("../keys/screen.ts");
  const { control } = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const used = await control.keyUsageReport(hours);
  output.print(describeUsage(used) || `No request with a key was counted in the last ${hours} hours.`);
  output.json({ hours, usage: used });
}
