// slipway init: a version.json for an existing monorepo, and Slipway's part of its supabase/.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { Agreed, Found } from "../setup/init.ts";

interface Options {
  yes?: boolean;
  dryRun?: boolean;
  update?: boolean;
  include?: string[];
  functionPrefix?: string;
  swiftPackage?: boolean;
  json?: boolean;
}

/** `slipway init [--yes] [--dry-run] [--include <path>] [--update] [--json]`. Exit code 130 when the person leaves; nothing is then written. */
export function initCommand(): Command {
  return new Command("init")
    .description(
      "Set Slipway up in this repository: components, hooks, migrations and edge functions. Never overwrites.",
    )
    .option("-y, --yes", "take what is proposed, without questions")
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--include <path...>", "make components of what would be left out, by its path")
    .option("--function-prefix <prefix>", "what stands before the names of Slipway's edge functions", prefix)
    .option("--swift-package", "put the package that shows updates beside the Xcode project")
    .option("--update", "also replace functions of an older Slipway that nobody has edited")
    .option("--json", "print what was done as one line of JSON; needs --yes or --dry-run")
    .addHelpText(
      "after",
      `
It proposes what ships on its own, and says why; what it leaves out it names, with the way to add it. What has versions and tags, by
release-please, changesets, semantic-release, Lerna or without them, keeps them.
Run it again after an upgrade: it adds what is new, and says what it left alone.`,
    )
    .action(init);
}

function prefix(value: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(value)) return value;
  throw new InvalidArgumentError(
    "Lower case, digits and dashes, at most 20 characters, for example slipway-",
  );
}

async function init(options: Options): Promise<void> {
  const { yes, dryRun, json } = options;
  const { planInit } = await import("../setup/init.ts");
  const { describeRest, describeWrites } = await import("../setup/describe-plan.ts");
  const { describeComponents, describeLeftOut } = await import("../setup/describe-found.ts");
  const { tryHooks, wouldBegin } = await import("../setup/try-hooks.ts");
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
  const { found, agreed } = await agree(options, isAsking);
  const swiftPackage = options.swiftPackage ?? (isAsking && await wantsSwiftPackage(found));
  const plan = await planInit(found, { ...agreed, update: options.update, swiftPackage });

  const lines = describeWrites(plan);
  const begins = isAsking ? await wouldBegin(found.snapshot) : [];
  const activates = begins.map((path) => `activate ${path}  (this clone does not run it yet)`);
  const isAgreed = !isAsking || lines.length + activates.length === 0 ||
    await (await import("../setup/ask.ts")).askToWrite([...lines, ...activates]);
  if (!isAgreed) throw new CommandError("interrupted", "nothing was written", "", exitCode.interrupted);
  if (!isAsking) [...describeComponents(plan.components), ...lines].forEach((line) => output.print(line));
  if (!dryRun) {
    const { applyPlan } = await import("../setup/apply.ts");
    await applyPlan(found.snapshot.root, plan);
  }
  const hooks = await tryHooks(found.snapshot, { isDryRun: dryRun === true, isAgreed: isAsking });
  const leftOut = isAsking ? [] : describeLeftOut(found.leftOut);
  const rest = [...leftOut, ...describeRest(plan), ...hooks.line ? [hooks.line] : []];
  for (const line of rest) output.print(line);
  if (lines.length === 0) output.print("Everything is there already.");
  output.json({
    root: found.snapshot.root,
    components: plan.components.map(({ key, component, evidence }) => ({ key, ...component, evidence })),
    left_out: found.leftOut.map(({ path, why }) => ({ path, why })),
    written: plan.writes.map(({ path, how }) => ({ path, how })),
    is_dry_run: dryRun === true,
    left: plan.left,
    remarks: plan.remarks,
    hooks: hooks.state,
  });
  if (!dryRun) sayWhatIsNext(output, found);
}

/** What was found, and what a person, or `--yes`, takes of it. */
async function agree(
  { include = [], functionPrefix }: Options,
  isAsking: boolean,
): Promise<{ found: Found; agreed: Agreed }> {
  const { findSetup } = await import("../setup/init.ts");
  const { including } = await import("../setup/include.ts");
  const { foreignFunctions } = await import("../setup/files/plan-supabase.ts");
  let found = await findSetup(process.cwd(), functionPrefix);
  const taken = isAsking && functionPrefix === undefined
    ? foreignFunctions(found.snapshot, found.placement)
    : [];
  if (taken.length > 0) {
    const { askForPrefix } = await import("../setup/ask.ts");
    found = await findSetup(process.cwd(), await askForPrefix(taken));
  }
  found = including(found, include);
  if (isAsking && found.isNew) {
    const { askForComponents } = await import("../setup/ask.ts");
    return { found, agreed: await askForComponents(found) };
  }
  const { name, candidates, placement, snapshot } = found;
  return { found, agreed: { name, candidates, placement, branch: snapshot.branch } };
}

/** Asks once, where there is an app that could show them. */
async function wantsSwiftPackage({ snapshot }: Found): Promise<boolean> {
  const { hasSwiftPackage, swiftPackageFolder } = await import("../setup/files/plan-swift-package.ts");
  const folder = hasSwiftPackage(snapshot) ? undefined : swiftPackageFolder(snapshot);
  return folder !== undefined && await (await import("../setup/ask.ts")).askForSwiftPackage(folder);
}

function sayWhatIsNext(output: Output, { isNew, manifest }: Found): void {
  if (!isNew) return;
  output.note(`
Next:
  look at ${manifest}, then commit what was written
  npx --no slipway stack up          a control plane on this machine; or docs/deploy.md for your Supabase project
  npx --no slipway link --local      in another terminal: ships go there
  npx --no slipway ship <component>`);
}
