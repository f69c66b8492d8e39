// slipway stack: the local platform.

import { Command } from "commander";
import { stackUpCommand } from "./stack-up.ts";

/** The group of commands around the local platform. */
export function stackCommand(): Command {
  return new Command("stack")
    .description("The local platform: Postgres, Data API, Realtime, functions, APNs and Telegram stand-ins.")
    .addCommand(stackUpCommand());
}
