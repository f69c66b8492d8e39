// slipway stack up: starts the local platform and keeps it up until a signal.

import process from "node:process";
import { resolve } from "node:path";
import { Command } from "commander";
import { describeUp } from "./stack-up-screen.ts";

interface Options {
  json?: boolean;
  data?: string;
}

/** `slipway stack up [--json] [--data DIR]`. Ends with code 0 after SIGINT or SIGTERM; a second signal ends at once. */
export function stackUpCommand(): Command {
  return new Command("up")
    .description("Start it, migrated and empty, and keep it up until Ctrl-C.")
    .option("--json", "print one line of JSON with every URL and key when it is ready")
    .option("--data <folder>", "keep database and keys in this folder (default: throw them away at the end)")
    .action(stackUp);
}

async function stackUp({ json, data }: Options): Promise<void> {
  const signal = firstSignal();
  if (!json) console.error("Starting …");
  const { startStack } = await import("../stack/stack.ts");
  const stack = await startStack({
    dataDir: data === undefined ? undefined : resolve(data),
    log: (line) => console.error(line),
  });
  try {
    console.log(json ? JSON.stringify(stack.info) : describeUp(stack.info, stack.timeline));
    await signal;
    if (!json) console.error("Stopping …");
  } finally {
    await stack.stop();
  }
  // A connection that a client holds open must not keep the process alive.
  process.exit(0);
}

/** Resolves at the first SIGINT or SIGTERM. A second one ends the process; every part then notices and ends as well. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = () => ++count === 1 ? resolve() : process.exit(130);
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
