// slipway keys list: which keys there are, and when they were used.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  record?: boolean;
  json?: boolean;
}

/** `slipway keys list`. Exit code 0, whatever is due. */
export function keysListCommand(): Command {
  return new Command("list")
    .description(
      "Show the keys of version.json by how they begin: when each was last used, which rotation is open, and when the next is due.",
    )
    .option(
      "--record",
      "first look which keys are accepted now, and write it down: their age counts from then",
    )
    .option("--json", "one line of JSON")
    .action(list);
}

async function list({ record, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { declaredKeys } = await import("../keys/place.ts");
  const { describeKeys } = await import("../keys/screen.ts");
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const declared = declaredKeys(session.workspace.manifest);
  if (record) {
    const { recordLive } = await import("../keys/record-live.ts");
    await recordLive(session);
  }
  const status = await session.control.keyStatus();
  output.print(describeKeys(declared, status) || "version.json declares no key: ship.keys.");
  output.json({ declared: Object.keys(declared), ...status });
}
