// slipway sync: every mirror says what version.json says.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  check?: boolean;
  json?: boolean;
}

/** `slipway sync [--check] [--json]`. Exit code 7 when --check finds drift, 5 when a mirror can't be written. */
export function syncCommand(): Command {
  return new Command("sync")
    .description(
      "Write build, version and name of every component into its mirrors, and the top build. Needs no network.",
    )
    .option("--check", "write nothing; name every place that differs and end with exit code 7")
    .option("--json", "print what was written, or found, as one line of JSON")
    .action(sync);
}

async function sync({ check, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { planSync } = await import("../manifest/sync.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const plan = await planSync(workspace);
  if (check) {
    const { report } = await import("../manifest/report.ts");
    const notices = [
      ...[...plan.inFlight].map(([key, step]) => `${key}: in flight ${step}`),
      ...plan.notices,
    ];
    return report(output, { findings: plan.findings, notices }, "Every mirror agrees with version.json.");
  }
  const { writePlan } = await import("../manifest/write-plan.ts");
  await writePlan(output, workspace.root, plan, "Every mirror agrees with version.json already.");
}
