// slipway ios ship: from the Xcode project to people's devices.

import { Command } from "commander";
import { wholeNumber } from "./bump.ts";
import type { IosOptions } from "../app-store/command.ts";
import { withShipOptions } from "./ios-options.ts";

/** `slipway ios ship`. Exit codes: see docs/commands/ios. */
export function iosShipCommand(): Command {
  return withShipOptions(new Command("ship"))
    .description(
      "Check the store's credential, bump the Xcode project, archive, upload, and confirm what the store made of it.",
    )
    .option("--build <number>", "archive as this build instead of the next one", wholeNumber)
    .action(ship);
}

async function ship(options: IosOptions): Promise<void> {
  const { runIos } = await import("../app-store/command.ts");
  const { shipApp } = await import("../app-store/ship-app.ts");
  await runIos(options, shipApp);
}
