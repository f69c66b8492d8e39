// slipway jobs declare: the jobs of version.json, without a deploy.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway jobs declare`. */
export function jobsDeclareCommand(): Command {
  return new Command("declare")
    .description(
      "Tell the database the jobs of version.json, as every ship, deploy and promotion does. Those that are gone are forgotten.",
    )
    .option("--json", "print what came of it as one line of JSON")
    .action(declare);
}

async function declare(options: { json?: boolean }): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { declareJobs } = await import("../ship/record/declare-jobs.ts");
  const { control, workspace: { manifest } } = await openSession(
    findRoot(process.cwd()),
    output,
    interruptSignal(),
  );
  const { changed } = await declareJobs(control, manifest, "");
  const names = Object.keys(manifest.ship.jobs);
  output.print(
    changed
      ? `The database knows ${names.length === 0 ? "no jobs any more" : names.join(", ")}.`
      : "Nothing to do: the database knows the same jobs.",
  );
  output.json({ changed, jobs: names });
}
