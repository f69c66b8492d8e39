// slipway readme: banner and table of README.md.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  check?: boolean;
  json?: boolean;
}

/** `slipway readme [--check] [--json]`. Exit code 7 when --check finds a difference, 5 when a marker is missing. */
export function readmeCommand(): Command {
  return new Command("readme")
    .description("Write banner and table of README.md from version.json. Needs no network.")
    .option("--check", "write nothing; end with exit code 7 when README.md differs")
    .option("--json", "print what was written, or found, as one line of JSON")
    .addHelpText(
      "after",
      `
Only what stands between these markers is replaced, each pair on lines of its own:

  <!-- VERSION:banner -->
  <!-- /VERSION:banner -->

  <!-- VERSION:table -->
  <!-- /VERSION:table -->`,
    )
    .action(readme);
}

async function readme({ check, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { placeHint, planReadme } = await import("../manifest/readme.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const { edit, findings } = await planReadme(workspace);
  const { readme } = workspace.manifest.ship;
  if (check) {
    const { report } = await import("../manifest/report.ts");
    return report(output, { findings }, `${readme} agrees with version.json.`);
  }
  const { writePlan } = await import("../manifest/write-plan.ts");
  const edits = edit === null ? [] : [edit];
  // what writing does not fix
  const misplaced = findings.find(({ hint }) => hint === placeHint);
  await writePlan(output, workspace.root, { edits, findings }, `${readme} agrees with version.json already.`);
  if (misplaced !== undefined) output.warn(misplaced.code, `${misplaced.message}. ${misplaced.hint}`);
}
