// slipway hosts step: a step of a cutover that somebody took by hand.

import process from "node:process";
import { Argument, Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { CutoverStep } from "../control-plane/control-plane.ts";
import { uuidOption } from "./uuid-option.ts";

interface Options {
  promotion: string;
  json?: boolean;
}

/** `slipway hosts step <environment> <host> <step>`. Exit code 5 when the step before is missing. */
export function hostsStepCommand(): Command {
  return new Command("step")
    .description(
      "Record a step of a cutover that was taken on a host by hand: fetch, then checkout, then reset.",
    )
    .argument("<environment>", "its name in version.json")
    .argument("<host>", "one of its hosts")
    .addArgument(new Argument("<step>", "what was done").choices(["fetch", "checkout", "reset"]))
    .addOption(
      uuidOption("--promotion <id>", "the promotion that reset the branch").makeOptionMandatory(),
    )
    .option("--json", "one line of JSON")
    .action(record);
}

async function record(name: string, host: string, step: CutoverStep, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { recordStep } = await import("../follow/cutover.ts");
  const { describeCutover, requireDeclaredHost } = await import("../follow/cutover-text.ts");
  const { control, workspace: { manifest } } = await openSession(
    findRoot(process.cwd()),
    output,
    interruptSignal(),
  );
  const environment = resolveEnvironment(manifest, name);
  requireDeclaredHost(environment, host);
  const { promotion } = options;
  const taken = await recordStep({ control, environment, host }, { promotion, step });
  const status = await control.cutoverStatus(promotion, environment.entry?.hosts ?? [host]);
  output.print(describeCutover(environment, status));
  output.json({ ...taken, ...status });
}
