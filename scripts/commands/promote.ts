// slipway promote: an environment's branch to a commit that was proved elsewhere, and what comes of it.

import process from "node:process";
import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import type { PromoteOptions } from "../promotion/command.ts";

/** `slipway promote <environment> [commit]`. Exit codes: 5 a gate refused, 6 somebody else is at it, 8 not verified, 9 partly done (--resume). */
export function promoteCommand(): Command {
  const command = new Command("promote")
    .description(
      "Ask every gate, move the environment's branch to a commit of the branch that it is promoted from, deploy what changed as one unit, and tell everybody once.",
    )
    .argument("[environment]", "its name in version.json (default: the one that announces)")
    .argument("[commit]", "of the branch that is promoted from (default: its head)")
    .option("--dry-run", "show what would move and what every gate says; changes nothing")
    .option(
      "--override <gate=reason>",
      "pass a gate over; the audit log and the chat hear why",
      collect,
    )
    .option("--reason <text>", "why it happens outside of the hours, as a hotfix or as a cutover")
    .option("--hotfix", "a commit on top of the environment's branch that the other branch lacks")
    .addOption(
      new Option(
        "--cutover",
        "reset the branch, once, when nothing can be fast-forwarded; its history is kept by a tag",
      )
        .conflicts(["hotfix"]),
    )
    .option(
      "--confirm <environment>",
      "with --cutover: the name of the environment, where nobody can be asked",
    )
    .addOption(new Option("--resume", "go on with an unfinished promotion").conflicts(["abandon", "dryRun"]))
    .addOption(new Option("--abandon", "give an unfinished promotion up").conflicts(["dryRun"]))
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .action(promote);
  return addWaitOptions(command);
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

async function promote(
  environment: string | undefined,
  commit: string | undefined,
  { json, wait, ...options }: PromoteOptions & { json?: boolean; wait?: Wait },
): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { runPromote } = await import("../promotion/command.ts");
  await runPromote(environment, commit, options, {
    root: findRoot(process.cwd()),
    output,
    signal: interruptSignal(),
    waitSeconds: waitSecondsOf(wait, output),
  });
}
