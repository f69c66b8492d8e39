// The tree of commands. Help, completion and docs/commands are made from it.

import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { auditCommand } from "./commands/audit.ts";
import { bumpCommand } from "./commands/bump.ts";
import { checkCommand } from "./commands/check.ts";
import { completionCommand } from "./commands/completion.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { arrangeHelp } from "./commands/help.ts";
import { hooksCommand } from "./commands/hooks.ts";
import { initCommand } from "./commands/init.ts";
import { iosCommand } from "./commands/ios.ts";
import { linkCommand } from "./commands/link.ts";
import { mapCommand } from "./commands/map.ts";
import { notifyCommand } from "./commands/notify.ts";
import { readmeCommand } from "./commands/readme.ts";
import { rollbackCommand } from "./commands/rollback.ts";
import { shipCommand } from "./commands/ship.ts";
import { stackCommand } from "./commands/stack.ts";
import { statusCommand } from "./commands/status.ts";
import { syncCommand } from "./commands/sync.ts";
import { watchCommand } from "./commands/watch.ts";

/** A new tree: the order is that of `slipway help`. */
export function createProgram(): Command {
  return arrangeHelp(
    new Command("slipway")
      .description(manifest.description)
      .version(manifest.version)
      .addCommand(initCommand())
      .addCommand(linkCommand())
      .addCommand(hooksCommand())
      .addCommand(doctorCommand())
      .addCommand(completionCommand())
      .addCommand(checkCommand())
      .addCommand(syncCommand())
      .addCommand(readmeCommand())
      .addCommand(auditCommand())
      .addCommand(bumpCommand())
      .addCommand(mapCommand())
      .addCommand(shipCommand())
      .addCommand(iosCommand())
      .addCommand(notifyCommand())
      .addCommand(rollbackCommand())
      .addCommand(statusCommand())
      .addCommand(watchCommand())
      .addCommand(stackCommand())
      .addCommand(demoCommand()),
  );
}
