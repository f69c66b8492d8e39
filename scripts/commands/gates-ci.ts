// slipway gates ci: what a pull request has to run, and running it.

import process from "node:process";
import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { CiPlan } from "../ci-gate/look.ts";
import { printFields } from "./github-output.ts";

interface Options {
  base?: string;
  run?: string;
  githubOutput?: boolean;
  json?: boolean;
}

/** `slipway gates ci [--base <commit>] [--run <component>]`. Exit codes: 0; with --run 1 for a command that fails, 7 for drift. */
export function gatesCiCommand(): Command {
  return new Command("ci")
    .description(
      "Say which jobs the changes since a base have to pass, by whose files changed; or run those of a component, with a database of its own where its `ci` asks for one.",
    )
    .option(
      "--base <commit>",
      "what HEAD is compared with, from where it left it (default: the branch that pull requests go to, as the remote had it last)",
    )
    .addOption(
      new Option("--run <component>", "run the `ci` commands of this component, changed or not").conflicts([
        "base",
        "githubOutput",
      ]),
    )
    .option("--github-output", "append it to the file of $GITHUB_OUTPUT, for the jobs that follow")
    .option("--json", "one line of JSON")
    .action(gatesCi);
}

async function gatesCi({ base, run, githubOutput = false, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  if (run !== undefined) {
    const { openContext } = await import("../ci-gate/open-context.ts");
    const { runCi } = await import("../ci-gate/run-ci.ts");
    await runCi(await openContext(workspace, run, output, interruptSignal()));
    output.note(`CI of ${run} passed.`);
    return output.json({ event: "result", component: run, outcome: "passed" });
  }
  const { openGit } = await import("../git/git.ts");
  const { lookAtChanges, usualBase } = await import("../ci-gate/look.ts");
  const plan = await lookAtChanges(openGit(workspace.root), workspace, base ?? usualBase(workspace.manifest));
  if (githubOutput) {
    return printFields(output, Object.fromEntries(plan.jobs.map(({ id, runs }) => [id, runs])), true);
  }
  show(output, plan);
}

function show(output: Output, { head, since, isOwn, jobs, components, others }: CiPlan): void {
  for (const { id, runs, why } of jobs) output.print(`${id}: ${runs ? "runs" : "skipped"}, ${why}`);
  if (jobs.length === 0) output.note("Nothing to run: no component has a `ci` block.");
  for (const path of others.slice(0, 20)) output.note(`${path} is about no component`);
  output.json({ event: "result", head, since, is_own: isOwn, jobs, components, others });
}
