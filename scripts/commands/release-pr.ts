// slipway release pr: what the next release would be, as a pull request.

import process from "node:process";
import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { channels } from "../tracks/channel.ts";
import type { ReleaseCommandOptions } from "../release/command.ts";

/** `slipway release pr [track…]`. Exit code 5 when something speaks against the release, 4 without a token for the host. */
export function releasePrCommand(): Command {
  return new Command("pr")
    .description(
      "Open the release pull request, or bring the open one up to date: versions, changelogs and what each track would get. " +
        "Merging it and running slipway release gives exactly that.",
    )
    .argument("[tracks...]", "tracks by name; those that changed when there are none")
    .addOption(new Option("--channel <channel>", "whom it is for").choices(channels).default("live"))
    .addOption(
      new Option("--bump <level>", "how far the version rises, whatever the changes ask for")
        .choices(["patch", "minor", "major"]),
    )
    .option("--dry-run", "show title and body; asks the remote, writes nothing")
    .option("--json", "one line of JSON, with the body for a comment")
    .action(open);
}

async function open(tracks: string[], options: ReleaseCommandOptions): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { requestFrom } = await import("../release/command.ts");
  const { openReleasePullRequest } = await import("../release/pull-request.ts");
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal(), "any");
  const request = requestFrom(tracks, { ...options, changed: tracks.length === 0 });
  const { pull, isNew, ...described } = await openReleasePullRequest(session, request, {
    isDry: options.dryRun ?? false,
  });
  const outcome = described.tracks.length === 0
    ? "nothing_to_do"
    : pull === null
    ? "planned"
    : isNew
    ? "opened"
    : "updated";
  if (outcome === "nothing_to_do") output.print("Nothing to release: no pull request is open.");
  else if (pull === null) output.print(`${described.title}\n\n${described.body}`);
  else output.print(`${isNew ? "Opened" : "Brought up to date"}: ${pull.url}`);
  output.json({ event: "result", ...described, number: pull?.number, url: pull?.url, outcome });
}
