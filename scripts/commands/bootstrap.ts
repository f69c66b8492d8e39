// slipway bootstrap: the first start of an environment, step by step.

import process from "node:process";
import { Command } from "commander";
import { confirmWith } from "../cli/confirm.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { StepReport } from "../bootstrap/bootstrap.ts";

interface Options {
  env?: string;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `slipway bootstrap`. Exit code 1 when a step fails, 8 when its check does not agree afterwards, 4 without a variable that it needs. */
export function bootstrapCommand(): Command {
  return new Command("bootstrap")
    .description(
      "Start an environment: the steps of version.json that are done once, each proved by its check. Run again, it does nothing; cut short, it goes on.",
    )
    .option("--env <name>", "the environment; the one that announces when it is left out")
    .option("--dry-run", "only look: which steps are not done")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "print what became of each step as one line of JSON")
    .action(start);
}

const words: Record<StepReport["state"], string> = {
  done: "done before",
  ran: "done",
  todo: "to do",
  early: "open for the first user",
  open: "open",
  unknown: "not known",
};

async function start({ env, dryRun = false, yes = false, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { resolveProject } = await import("../control-plane/project.ts");
  const { openGit } = await import("../git/git.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { trustCommands } = await import("../ship/trust/trust.ts");
  const { bootstrap } = await import("../bootstrap/bootstrap.ts");
  const root = findRoot(process.cwd());
  const git = openGit(root);
  const workspace = await loadWorkspace(root);
  const environment = resolveEnvironment(workspace.manifest, env);
  const project = await resolveProject(git, workspace.manifest, environment);
  const scope = { workspace, environment, project, signal: interruptSignal(), output };
  await trustCommands({ git, ...scope }, confirmWith(output, yes));
  const report = await bootstrap(scope, { isDryRun: dryRun });
  for (const { name, state } of report.steps) output.print(`${name}: ${words[state]}`);
  for (const { code, message, hint } of report.findings) output.warn(code, `${message}. ${hint}`);
  if (report.steps.every(({ state }) => state === "done")) {
    output.note(`Nothing to do: all of ${environment.name} is started.`);
  }
  output.json(report);
}
