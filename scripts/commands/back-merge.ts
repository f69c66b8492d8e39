// slipway back-merge: the released branch into the one where work goes on.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { BackMergeOptions } from "../release/back-merge/command.ts";

/** `slipway back-merge`. Exit code 0 only when the remote has all of `from` in `to`; 1 for a conflict or a branch that takes no push. */
export function backMergeCommand(): Command {
  return new Command("back-merge")
    .description(
      "Merge the released branch back into the one where work goes on, without touching your work tree. Only files of ship.release.back_merge.theirs may conflict.",
    )
    .option("--from <branch>", "instead of ship.release.back_merge.from")
    .option("--to <branch>", "instead of ship.release.back_merge.to")
    .option(
      "--pull-request",
      "where the branch takes no push: open a pull request, which somebody has to merge",
    )
    .option("--dry-run", "say whether it would merge, and whose files are taken; pushes and records nothing")
    .option("--json", "print the outcome as one line of JSON")
    .action(backMerge);
}

async function backMerge({ json, ...options }: BackMergeOptions & { json?: boolean }): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { runBackMerge } = await import("../release/back-merge/command.ts");
  await runBackMerge(options, {
    root: findRoot(process.cwd()),
    output: createOutput({ json }, mask.apply),
    signal: interruptSignal(),
  });
}
