// slipway ops: the ledger of steps that people do by hand.

import { Command } from "commander";
import { opsAddCommand } from "./ops-add.ts";
import { opsDoneCommand } from "./ops-done.ts";
import { opsListCommand } from "./ops-list.ts";

/** `slipway ops add|done|list`. */
export function opsCommand(): Command {
  return new Command("ops")
    .description(
      "The ledger of what people do by hand, outside of any pull request: a DNS record, a key in a console. A step stays open, and in slipway status, until somebody confirms it.",
    )
    .addCommand(opsAddCommand())
    .addCommand(opsDoneCommand())
    .addCommand(opsListCommand());
}
