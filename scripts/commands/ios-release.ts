// slipway ios release: beta and promotion in one.

import { Command } from "commander";
import type { IosOptions } from "../app-store/command.ts";
import type { PromoteOptions } from "../app-store/promote/command.ts";
import { wholeNumber } from "./bump.ts";
import { withShipOptions } from "./ios-options.ts";
import { withPromoteOptions } from "./ios-promote.ts";

type Options = IosOptions & Pick<PromoteOptions, "phased" | "release">;

/** `slipway ios release`. Exit codes: see docs/commands/ios. */
export function iosReleaseCommand(): Command {
  return withPromoteOptions(withShipOptions(new Command("release")))
    .description(
      "ios beta, then ios promote of the very build that the store made of it. When the second half fails, slipway ios promote goes on.",
    )
    .option("--build <number>", "archive as this build instead of the next one", wholeNumber)
    .action(release);
}

async function release(options: Options): Promise<void> {
  const { runIos } = await import("../app-store/command.ts");
  const { shipApp } = await import("../app-store/ship-app.ts");
  const { runPromote } = await import("../app-store/promote/command.ts");
  const { build } = await runIos({ ...options, tag: true }, shipApp);
  const { component, phased, release, interval, json } = options;
  await runPromote({ component, build, phased, release, interval, json });
}
