// slipway ios confirm: the store's word becomes everybody's.

import { Command } from "commander";
import { wholeNumber } from "./bump.ts";
import type { IosOptions } from "../app-store/command.ts";
import { withShipOptions } from "./ios-options.ts";

/** `slipway ios confirm [--build N] [--train V]`. Exit codes: see docs/commands/ios. */
export function iosConfirmCommand(): Command {
  return withShipOptions(new Command("confirm"))
    .description(
      "Wait until people can install the build that the store has; then write it down, commit, push, deploy the host, and announce it. " +
        "May be run again after any failure.",
    )
    .option("--build <number>", "this build instead of the newest in the store", wholeNumber)
    .option("--train <version>", "the build of this marketing version, when several have its number")
    .option("--tag", "tag the commit, as ios beta does: builds/<component>/<version>-<build>, or store.tag")
    .action(confirm);
}

async function confirm(options: IosOptions): Promise<void> {
  const { runIos } = await import("../app-store/command.ts");
  const { confirmApp } = await import("../app-store/confirm-app.ts");
  await runIos(options, confirmApp);
}
