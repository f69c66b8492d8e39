// slipway release check-tag: what a tag says, before anything is built.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { printFields } from "./github-output.ts";

interface Options {
  githubOutput?: boolean;
  json?: boolean;
}

/** `slipway release check-tag <tag>`. Exit code 5 for a tag that is none of a track. */
export function checkTagCommand(): Command {
  return new Command("check-tag")
    .description(
      "Say which track, version and channel a tag names; a bad tag fails before anything is built.",
    )
    .argument("<tag>", "as tray-v1.9.0-beta.1; refs/tags/… as well")
    .option("--github-output", "append it to the file of $GITHUB_OUTPUT, for the steps and jobs that follow")
    .option("--json", "one line of JSON")
    .action(check);
}

async function check(tag: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { readTag } = await import("../release/read-tag.ts");
  const found = await readTag(process.cwd(), tag);
  const fields = {
    tag: found.tag,
    track: found.track,
    version: found.version,
    bare_version: found.bareVersion,
    channel: found.channel,
    is_prerelease: found.channel !== "live",
    is_baseline: found.isBaseline,
  };
  await printFields(output, fields, options.githubOutput ?? false);
}
