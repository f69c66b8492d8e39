// slipway workspace: where people work on the components.

import { Command } from "commander";
import { workspaceLaunchCommand } from "./workspace-launch.ts";
import { workspaceLogsCommand } from "./workspace-logs.ts";

/** `slipway workspace launch|logs`. */
export function workspaceCommand(): Command {
  return new Command("workspace")
    .description(
      "Open a terminal tab per component, and see and archive what coding agents logged of this repository. Needs no network.",
    )
    .addCommand(workspaceLaunchCommand())
    .addCommand(workspaceLogsCommand());
}
