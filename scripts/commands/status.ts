// slipway status: what is committed, deployed and served.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { isAtTerminal } from "../cli/terminal.ts";
import { sleep } from "../runtime.ts";

interface Options {
  watch?: boolean;
  json?: boolean;
}

/** Milliseconds between two looks of --watch. */
const intervalMs = 2000;

/** `slipway status [--watch] [--json]`. Exit code 0, whatever it shows; 4 without a credential; 130 when --watch is interrupted. */
export function statusCommand(): Command {
  return new Command("status")
    .description("Show what is committed, deployed and served, what is under way, and what disagrees.")
    .option("--watch", "look again every two seconds, until Ctrl-C")
    .option("--json", "one line of JSON per look")
    .action(status);
}

async function status(options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const signal = interruptSignal();
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { collectStatus } = await import("../ship/status/collect.ts");
  const { describeStatus } = await import("../ship/status/screen.ts");
  const root = findRoot(process.cwd());
  let isRead = true;
  process.stdout.once("error", () => isRead = false);
  for (;;) {
    // version.json may change between two looks
    const report = await collectStatus(await openSession(root, output, signal, "any"));
    output.json(report);
    if (options.watch && isAtTerminal(process.stdout)) process.stdout.write("\x1b[H\x1b[2J");
    output.print(describeStatus(report));
    if (!options.watch || !isRead) return;
    await sleep(intervalMs, signal);
    signal.throwIfAborted();
  }
}
