// slipway release: versions, tags and publications of tracks.

import { Command, InvalidArgumentError, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import type { ReleaseCommandOptions } from "../release/command.ts";
import { channels } from "../tracks/channel.ts";
import { checkTagCommand } from "./release-check-tag.ts";
import { isOwnCommitCommand } from "./release-is-own-commit.ts";
import { releasePrCommand } from "./release-pr.ts";
import { publishCommand } from "./release-publish.ts";

/** `slipway release [track…]` and what belongs to it. Exit codes: see docs/commands/release. */
export function releaseCommand(): Command {
  const command = new Command("release")
    // what stands behind publish or check-tag is theirs: they have options of the same names
    .enablePositionalOptions()
    .description("Cut a release of tracks: next version, changelog, commit and tags, pushed all or none.")
    .argument("[tracks...]", "components with a release block in version.json")
    .addOption(new Option("--channel <channel>", "whom it is for").choices(channels))
    .option(
      "--changed",
      "exactly the tracks that changed since their last tag (of those that name the channel in `auto`, if any do); documents alone are no change",
    )
    .addOption(
      new Option("--bump <level>", "how far the version rises, whatever the changes ask for").choices([
        "patch",
        "minor",
        "major",
      ]),
    )
    .option("--version <version>", "this version, as 1.9.0 or 1.9.0-beta.1")
    .option(
      "--branch <branch>",
      "release from this branch of the remote; live always from the environment's",
      branch,
    )
    .option(
      "--snapshot",
      "write X.Y.Z-snapshot.<sha> into the mirrors for a build of your own: no tag, no commit",
    )
    .option("--dry-run", "show versions, tags and files; writes nothing, a publishable key is enough")
    .option("--plan <file>", "write what would be done into a file, to be looked at and applied later")
    .option("--apply <file>", "do what a plan says, or nothing when anything would come out otherwise")
    .addOption(
      new Option("--resume [id]", "go on with an unfinished release, from any clone").conflicts([
        "abandon",
        "dryRun",
        "plan",
        "apply",
      ]),
    )
    .addOption(
      new Option("--abandon [id]", "give an unfinished release up; its versions stay used").conflicts([
        "dryRun",
        "plan",
        "apply",
      ]),
    )
    .option("--reason <text>", "with --abandon: why")
    .option("--exit-code", "end with 3 when nothing changed")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .action(release);
  command.addCommand(releasePrCommand()).addCommand(publishCommand())
    .addCommand(checkTagCommand()).addCommand(isOwnCommitCommand());
  return addWaitOptions(command);
}

async function release(names: string[], options: ReleaseCommandOptions & { wait: Wait }): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { runRelease } = await import("../release/command.ts");
  const { askChecks } = await import("../gates/red-checks.ts");
  const { wait } = options;
  // "--wait tray": the option takes what was meant as a track
  const isSwallowed = typeof wait === "string";
  const waitSeconds = waitSecondsOf(isSwallowed ? true : wait, output);
  await runRelease(isSwallowed ? [wait, ...names] : names, options, {
    output,
    signal: interruptSignal(),
    waitSeconds,
    askChecks,
  });
}

function branch(value: string): string {
  if (!value.startsWith("-")) return value;
  throw new InvalidArgumentError("The name of a branch.");
}
