// slipway workflows: what CI runs, from version.json.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  check?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `slipway workflows [--check | --dry-run] [--json]`. Exit code 7 when --check finds a difference, 5 when a file is somebody's own. */
export function workflowsCommand(): Command {
  return new Command("workflows")
    .description(
      "Write GitHub's workflows from version.json: check, release of a tag, release of what changed, release by hand, sentry. Needs no network.",
    )
    .option("--check", "write nothing; name every file that differs and end with exit code 7")
    .option("--dry-run", "say which files would be written, and write nothing")
    .option("--json", "print what was written, or found, as one line of JSON")
    .action(workflows);
}

async function workflows({ check, dryRun, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { planWorkflows } = await import("../workflows/plan.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const plan = await planWorkflows(workspace);
  if (check) {
    const { report } = await import("../manifest/report.ts");
    return report(output, plan, "Every workflow is as version.json says.");
  }
  const { howOf, writeWorkflows } = await import("../workflows/write.ts");
  const written = dryRun
    ? plan.changes.map((change) => ({ path: change.path, how: howOf(change) }))
    : await writeWorkflows(workspace.root, plan);
  for (const { path, how } of written) output.print(dryRun ? `would be ${how}: ${path}` : `${how} ${path}`);
  if (written.length === 0) output.note("Every workflow is as version.json says already.");
  else if (!dryRun) output.note("Secrets that they need, and who may push: docs/workflows.md");
  output.json({ event: "result", files: written, outcome: dryRun ? "planned" : "done" });
}
