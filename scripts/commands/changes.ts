// slipway changes: change files, and which tracks lack one.

import { Command } from "commander";
import { changesAddCommand } from "./changes-add.ts";
import { changesStatusCommand } from "./changes-status.ts";

/** `slipway changes add|status`. */
export function changesCommand(): Command {
  return new Command("changes")
    .description(
      "Change files in .changeset: what a change does for users, written with it. Tracks whose version follows them have bump: changes.",
    )
    .addCommand(changesAddCommand())
    .addCommand(changesStatusCommand());
}
