// slipway gates: what has to hold before anything is merged, promoted or deployed.

import { Command } from "commander";
import { gatesCiCommand } from "./gates-ci.ts";

/** The group of commands around gates. */
export function gatesCommand(): Command {
  return new Command("gates")
    .description("What has to hold before anything is merged, promoted or deployed.")
    .addCommand(gatesCiCommand());
}
