// slipway ios bump: the number of the next archive.

import process from "node:process";
import { Command } from "commander";
import { bump, wholeNumber } from "./bump.ts";
import type { IosOptions } from "../app-store/command.ts";
import { withComponent } from "./ios-options.ts";

/** `slipway ios bump [--build N]`: `slipway bump` of the app. */
export function iosBumpCommand(): Command {
  return withComponent(new Command("bump"))
    .description(
      "Write the number of the next archive into the Xcode project, and nowhere else. Needs no network.",
    )
    .option("--build <number>", "this build instead of the next one", wholeNumber)
    .option("--json", "print the move as one line of JSON")
    .action(bumpApp);
}

async function bumpApp({ component, build, json }: IosOptions): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { findAppKey } = await import("../app-store/app.ts");
  const { manifest } = await loadWorkspace(findRoot(process.cwd()));
  await bump(findAppKey(manifest, component), { build, json });
}
