// slipway adr: decision records whose numbers are nobody else's.

import { Command } from "commander";
import { adrCheckCommand } from "./adr-check.ts";
import { adrNewCommand } from "./adr-new.ts";
import { adrRenumberCommand } from "./adr-renumber.ts";

/** `slipway adr new|check|renumber`. */
export function adrCommand(): Command {
  return new Command("adr")
    .description(
      "Decision records: a new one under a number that no branch has, numbers that two branches gave away, and the way out. Needs no network.",
    )
    .addCommand(adrNewCommand())
    .addCommand(adrCheckCommand())
    .addCommand(adrRenumberCommand());
}
