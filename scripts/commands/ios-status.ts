// slipway ios status: where an app is on its way.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { IosOptions } from "../app-store/command.ts";
import { storeHelp, withComponent } from "./ios-options.ts";

/** `slipway ios status`. Reads only; a publishable key is enough. */
export function iosStatusCommand(): Command {
  return withComponent(new Command("status"))
    .description(
      "Show the build in version.json, in the Xcode project, deployed, served, and in the store. Reads only.",
    )
    .option("--json", "print it as one line of JSON")
    .addHelpText("after", storeHelp)
    .action(status);
}

async function status({ component, json }: IosOptions): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { findApp } = await import("../app-store/app.ts");
  const { readStatus, describeStatus } = await import("../app-store/status.ts");
  const output = createOutput({ json }, mask.apply);
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal(), "any");
  const found = await readStatus(session, findApp(session.workspace.manifest, component));
  output.print(describeStatus(found).join("\n"));
  output.json(found);
}
