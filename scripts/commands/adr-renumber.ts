// slipway adr renumber: the records of this branch out of the way of those that were there first.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  base?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `slipway adr renumber [file]`. Exit code 5 when it can't be told which record has to move, or something is in the way. */
export function adrRenumberCommand(): Command {
  return new Command("renumber")
    .description(
      "Give records the next free numbers: those of this branch whose number is taken, or the one that is named. The file is moved as by git mv, with its heading, the index, and every reference that means it; what may mean the other record is left and named.",
    )
    .argument("[file]", "the record to renumber (default: those of this branch that collide)")
    .option(
      "--base <branch>",
      "the branch it will be merged into (default: where work lands, of version.json)",
    )
    .option("--dry-run", "show every edit and write nothing")
    .option("--json", "print the edits as one line of JSON")
    .action(renumber);
}

async function renumber(file: string | undefined, { base, dryRun, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { planRenumber } = await import("../decisions/plan-renumber.ts");
  const { applyRenumber } = await import("../decisions/apply-renumber.ts");
  const { describeRenumber } = await import("../decisions/describe-renumber.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const plan = await planRenumber(workspace, { cwd: process.cwd(), file, base });
  if (!dryRun) await applyRenumber(workspace.root, plan);
  describeRenumber(output, plan, dryRun ?? false);
}
