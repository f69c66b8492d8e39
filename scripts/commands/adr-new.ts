// slipway adr new: a decision record under the next number that is free everywhere.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway adr new "<title>"`. Exit code 5 when it can't be written, 2 when nobody knows where records live. */
export function adrNewCommand(): Command {
  return new Command("new")
    .description(
      "Write a decision record: named and numbered as the others are, from the folder's own template, and in its index. The number is free on every branch that this clone knows.",
    )
    .argument("<title>", "what was decided, in a few words")
    .option("--json", "print what was written as one line of JSON")
    .action(create);
}

async function create(title: string, { json }: { json?: boolean }): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { writeRecord } = await import("../decisions/new-record.ts");
  const { path, number, index } = await writeRecord(await loadWorkspace(findRoot(process.cwd())), title);
  output.print(path);
  if (index !== null) output.note(`It is in ${index}.`);
  output.json({ path, number, index });
}
