// slipway preview: an address of its own for what a pull request changes.

import process from "node:process";
import { Command, InvalidArgumentError, Option } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  changed?: boolean;
  base?: string;
  pullRequest?: number;
  sha?: string;
  closed?: boolean;
  json?: boolean;
}

/** `slipway preview [component…]`. Exit code 1 when a preview failed; the others are deployed, and told, all the same. */
export function previewCommand(): Command {
  return new Command("preview")
    .description(
      "Run the `preview` command of components, which deploys them to an address of their own and prints it as its last line; tell a pull request all addresses in one comment.",
    )
    .argument("[components...]", "components with a preview in version.json")
    .addOption(
      new Option("--changed", "those whose files changed since --base").conflicts("closed"),
    )
    .option("--base <commit>", "with --changed: what HEAD is compared with")
    .option(
      "--pull-request <number>",
      "tell this pull request, in one comment that is written anew each time",
      number,
    )
    .option("--sha <commit>", "with --pull-request: the commit that the comment names (default: HEAD)")
    .option(
      "--closed",
      "with --pull-request: run nothing, and say there that the preview gets no updates any more",
    )
    .option("--json", "one line of JSON")
    .action(preview);
}

async function preview(components: string[], options: Options): Promise<void> {
  const { changed = false, base, pullRequest, sha, closed = false, json } = options;
  if (closed ? pullRequest === undefined || components.length > 0 : changed === components.length > 0) {
    throw new CommandError(
      "preview_unclear",
      closed
        ? "--closed needs --pull-request, and no component"
        : "nothing says which components: name them, or --changed",
      "See slipway preview --help.",
      exitCode.usage,
    );
  }
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { openGit } = await import("../git/git.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { hostOf } = await import("../release/host-of.ts");
  const { deployPreviews, endPreviews, previewsOfChanges } = await import("../preview/preview.ts");
  const { usualBase } = await import("../ci-gate/look.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const git = openGit(workspace.root);
  const signal = interruptSignal();
  const { upstream } = resolveEnvironment(workspace.manifest);
  const pull = pullRequest === undefined
    ? null
    : { number: pullRequest, host: await hostOf({ git, upstream, workspace, output, signal }), sha };
  if (closed) {
    if (pull !== null) await endPreviews(pull.number, pull.host);
    return output.json({ event: "result", outcome: "closed" });
  }
  const keys = changed
    ? await previewsOfChanges(git, workspace, base ?? usualBase(workspace.manifest))
    : components;
  if (keys.length === 0) output.note("No component with a preview changed.");
  const previews = await deployPreviews(keys, { workspace, output, signal, pull });
  output.json({ event: "result", previews });
}

function number(value: string): number {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("The number of a pull request.");
}
