// slipway deploy: what an environment's branch has, to where it belongs.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import type { DeployOptions } from "../environments/command.ts";

/** `slipway deploy <component>… --env E`. Exit codes: 5 refused, 6 somebody else deploys it, 8 not verified, 9 a deploy failed. */
export function deployCommand(): Command {
  const command = new Command("deploy")
    .description(
      "Deploy what an environment's branch has, as it is there: verify it, and write down what runs where. Without a bump, a commit or a tag.",
    )
    .argument("[components...]", "their keys in version.json")
    .option("--env <environment>", "where to (default: the environment that announces)")
    .option("--changed", "every component whose files changed since it was last verified there")
    .option("--sha <commit>", "this commit of the environment's branch, also one that runs already")
    .option("--reason <text>", "why it can't wait for the environment's hours")
    .option("--dry-run", "say what would be deployed; deploys and records nothing")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .action(deploy);
  return addWaitOptions(command);
}

async function deploy(
  components: string[],
  { json, wait, ...options }: DeployOptions & { json?: boolean; wait?: Wait },
): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { askChecks } = await import("../gates/red-checks.ts");
  const { runDeploy } = await import("../environments/command.ts");
  await runDeploy(components, options, {
    root: findRoot(process.cwd()),
    output,
    signal: interruptSignal(),
    waitSeconds: waitSecondsOf(wait, output),
    askChecks,
  });
}
