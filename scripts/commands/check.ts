// slipway check: everything that a push must not break.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway check [--json]`. Exit code 7 when something disagrees. */
export function checkCommand(): Command {
  return new Command("check")
    .description(
      "Check mirrors, the top build, README.md, the map and generated workflows against version.json, and the documentation that ship.docs names. Needs no network.",
    )
    .option("--json", "print the findings as one line of JSON")
    .action(check);
}

async function check({ json }: { json?: boolean }): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { check } = await import("../manifest/check.ts");
  const { report } = await import("../manifest/report.ts");
  const { checkWorkflows } = await import("../workflows/plan.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const [{ findings, notices }, workflows] = await Promise.all([check(workspace), checkWorkflows(workspace)]);
  const found = { findings: [...findings, ...workflows], notices };
  report(createOutput({ json }, mask.apply), found, "Everything agrees with version.json.");
}
