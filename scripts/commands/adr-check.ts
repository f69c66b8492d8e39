// slipway adr check: numbers that two records have, here or with the branch that this one will be merged into.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  base?: string;
  json?: boolean;
}

/** `slipway adr check`. Exit code 7 when a number is taken twice or a policy changed without a decision. */
export function adrCheckCommand(): Command {
  return new Command("check")
    .description(
      "Find numbers that two decision records have, in this tree or here and on the branch that this one will be merged into, as it was last fetched; and policy files that changed without a new record. Needs no network.",
    )
    .option(
      "--base <branch>",
      "the branch it will be merged into (default: where work lands, of version.json)",
    )
    .option("--json", "print the findings as one line of JSON")
    .action(check);
}

async function check({ base, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { report } = await import("../manifest/report.ts");
  const { checkDecisions } = await import("../decisions/check-decisions.ts");
  const found = await checkDecisions(await loadWorkspace(findRoot(process.cwd())), base);
  report(output, found, "Every decision record has a number of its own.");
}
