// slipway bump: a component's next build, before it is deployed.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  build?: number;
  json?: boolean;
}

/**
 * `slipway bump <component> [--build N] [--json]`. Exit code 5 when nothing could be written, 2 for an unknown
 * component.
 */
export function bumpCommand(): Command {
  return new Command("bump")
    .description(
      "Give a component its next build: version.json, its mirrors and README.md, all or nothing. Needs no network.",
    )
    .argument("<component>", "its key in version.json")
    .option("--build <number>", "this build instead of the next one", wholeNumber)
    .option("--json", "print the move as one line of JSON")
    .addHelpText(
      "after",
      `
Of an iOS component only the Xcode project changes: version.json waits for the store's word, see \`slipway ios confirm\`.`,
    )
    .action(bump);
}

/** Does it, for `slipway ios bump` too. */
export async function bump(key: string, { build, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { planBump } = await import("../manifest/bump.ts");
  const { buildOf } = await import("../manifest/next-build.ts");
  const { writeEdits } = await import("../manifest/edits.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const previous = await buildOf(workspace, key);
  const next = build ?? previous + 1;
  const edits = await planBump(workspace, key, next);
  await writeEdits(workspace.root, edits);
  const files = edits.map(({ path }) => path);
  output.print(previous === next ? `${key} is at build ${next} already` : `${key} ${previous} → ${next}`);
  for (const file of files) output.note(`wrote ${file}`);
  output.json({ component: key, previous, build: next, files });
}

/** An option that is a build. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError("A whole number from 1 to 9007199254740991.");
}
