// slipway stack up: starts the local platform and keeps it up until a signal, or until whoever started it is gone.

import process from "node:process";
import { resolve } from "node:path";
import { Command } from "commander";
import { firstSignal } from "../cli/interrupt.ts";
import { describeUp } from "./stack-up-screen.ts";

type Platform = typeof import("../local-platform.ts");

interface Options {
  json?: boolean;
  data?: string;
}

/**
 * `slipway stack up [--json] [--data DIR]`. Ends with code 0 after SIGINT or SIGTERM, and when a process above it has ended;
 * a second signal ends at once.
 */
export function stackUpCommand(): Command {
  return new Command("up")
    .description("Start it, migrated and empty, and keep it up until Ctrl-C.")
    .option("--json", "print one line of JSON with every URL and key when it is ready")
    .option("--data <folder>", "keep database and keys in this folder (default: throw them away at the end)")
    .action(stackUp);
}

async function stackUp(options: Options): Promise<void> {
  const asked = firstSignal();
  const { loadPlatform } = await import("../platform.ts");
  const platform = await loadPlatform();
  const starter = platform.watchStarter();
  try {
    await runUntil(platform, Promise.race([asked, starter.gone]), options);
  } finally {
    starter.ignore();
  }
  // A connection that a client holds open must not keep the process alive.
  process.exit(0);
}

async function runUntil(
  { announceStack, startStack }: Platform,
  end: Promise<void>,
  { json, data }: Options,
): Promise<void> {
  let isAsked = false;
  const asked = end.then(() => isAsked = true);
  if (!json) console.error("Starting …");
  const stack = await startStack({
    dataDir: data === undefined ? undefined : resolve(data),
    log: (line) => console.error(line),
  });
  let retract = async () => {};
  try {
    // Only `link --local` needs it: a home that can't be written to is no reason to end.
    retract = await announceStack(stack.info).catch((error) => {
      console.error(`\`slipway link --local\` won't find this platform: ${error.message}`);
      return retract;
    });
    // A signal during the start: there is nothing to announce any more.
    if (!isAsked) console.log(json ? JSON.stringify(stack.info) : describeUp(stack.info, stack.timeline));
    await asked;
    if (!json) console.error("Stopping …");
  } finally {
    await retract();
    await stack.stop();
  }
}
