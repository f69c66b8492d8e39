// slipway check: everything that a push must not break.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway check [--json]`. Exit code 7 when something disagrees. */
export function checkCommand(): Command {
  return new Command("check")
    .description(
      "Check mirrors, the top build, README.md and the map against version.json. Needs no network.",
    )
    .option("--json", "print the findings as one line of JSON")
    .action(check);
}

async function check({ json }: { json?: boolean }): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { check } = await import("../manifest/check.ts");
  const { report } = await import("../manifest/report.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  report(createOutput({ json }, mask.apply), await check(workspace), "Everything agrees with version.json.");
}
