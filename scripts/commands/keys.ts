// slipway keys: the keys that a project signs with.

import { Command } from "commander";
import { keysSigningCommand } from "./keys-signing.ts";

/** The group of commands around keys. */
export function keysCommand(): Command {
  return new Command("keys")
    .description("Make the keys with which a project shows that its word is its own.")
    .addCommand(keysSigningCommand());
}
