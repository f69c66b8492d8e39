// slipway ios beta: every declared lane in its order, and a tag at the end.

import { Command } from "commander";
import type { IosOptions } from "../app-store/command.ts";
import { wholeNumber } from "./bump.ts";
import { withShipOptions } from "./ios-options.ts";

/** `slipway ios beta`. Exit codes: see docs/commands/ios. */
export function iosBetaCommand(): Command {
  return withShipOptions(new Command("beta"))
    .description(
      "Certificates, the number above every one that the store has, framework, archive, upload, the store's word, commit and tag: as ios ship, with a tag.",
    )
    .option("--build <number>", "archive as this build instead of the next one", wholeNumber)
    .action(beta);
}

async function beta(options: IosOptions): Promise<void> {
  const { runIos } = await import("../app-store/command.ts");
  const { shipApp } = await import("../app-store/ship-app.ts");
  await runIos({ ...options, tag: true }, shipApp);
}
