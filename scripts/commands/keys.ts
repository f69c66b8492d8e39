// slipway keys: the keys of a project, and how they are replaced.

import { Command } from "commander";
import { keysListCommand } from "./keys-list.ts";
import { keysRotateCommand } from "./keys-rotate.ts";
import { keysSigningCommand } from "./keys-signing.ts";
import { keysUsageCommand } from "./keys-usage.ts";

/** The group of commands around keys. */
export function keysCommand(): Command {
  return new Command("keys")
    .description(
      "The keys of a project: replace one without locking anyone out, see which are in use, and make those with which it shows that its word is its own.",
    )
    .addCommand(keysRotateCommand())
    .addCommand(keysListCommand())
    .addCommand(keysUsageCommand())
    .addCommand(keysSigningCommand());
}
