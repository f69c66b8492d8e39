// slipway init: a version.json for an existing monorepo, and Slipway's part of its supabase/.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";

interface Options {
  yes?: boolean;
  dryRun?: boolean;
  update?: boolean;
  json?: boolean;
}

/** `slipway init [--yes] [--dry-run] [--update] [--json]`. Exit code 130 when the person leaves; nothing is then written. */
export function initCommand(): Command {
  return new Command("init")
    .description(
      "Set Slipway up in this repository: components, hooks, migrations and edge functions. Never overwrites.",
    )
    .option("-y, --yes", "take what is proposed, without questions")
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--update", "also replace functions of an older Slipway that nobody has edited")
    .option("--json", "print what was done as one line of JSON; needs --yes or --dry-run")
    .addHelpText(
      "after",
      `
Run it again after an upgrade: it adds what is new, and says what it left alone.`,
    )
    .action(init);
}

async function init({ yes, dryRun, update, json }: Options): Promise<void> {
  const { findSetup, planInit } = await import("../setup/init.ts");
  const { describeRest, describeWrites } = await import("../setup/describe-plan.ts");
  const output = createOutput({ json }, mask.apply);
  const isAsking = !yes && !dryRun;
  if (isAsking && !output.isInteractive) {
    const what = "there is no terminal to ask on";
    throw new CommandError(
      "confirmation_missing",
      what,
      "Add --yes, or look first with --dry-run.",
      exitCode.usage,
    );
  }
  const found = await findSetup(process.cwd());
  const agreed = isAsking && found.isNew
    ? await (await import("../setup/ask.ts")).askForComponents(found)
    : { name: found.name, candidates: found.candidates };
  const plan = planInit(found, { ...agreed, update });

  const lines = describeWrites(plan);
  const isAgreed = !isAsking || lines.length === 0 ||
    await (await import("../setup/ask.ts")).askToWrite(lines);
  if (!isAgreed) throw new CommandError("interrupted", "nothing was written", "", exitCode.interrupted);
  if (!isAsking) lines.forEach((line) => output.print(line));
  if (!dryRun) {
    const { applyPlan } = await import("../setup/apply.ts");
    await applyPlan(found.snapshot.root, plan);
  }
  const { tryHooks } = await import("../setup/try-hooks.ts");
  const hooks = await tryHooks(found.snapshot.root, { isDryRun: dryRun === true });
  for (const line of [...describeRest(plan), ...hooks.line ? [hooks.line] : []]) output.print(line);
  if (lines.length === 0) output.print("Everything is there already.");
  output.json({
    root: found.snapshot.root,
    components: agreed.candidates.map(({ key, component }) => ({ key, ...component })),
    written: plan.writes.map(({ path, how }) => ({ path, how })),
    is_dry_run: dryRun === true,
    left: plan.left,
    remarks: plan.remarks,
    hooks: hooks.state,
  });
  if (!dryRun) sayWhatIsNext(output, found.isNew);
}

function sayWhatIsNext(output: Output, isNew: boolean): void {
  if (!isNew) return;
  output.note(`
Next:
  look at version.json, then commit what was written
  npx slipway stack up          a control plane on this machine; or docs/deploy.md for your Supabase project
  npx slipway link --local      in another terminal: ships go there
  npx slipway ship <component>`);
}
