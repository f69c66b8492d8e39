// slipway release publish: what a tag was built into, to everybody who shall have it.

import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import type { PublishOptions } from "../release/publish/command.ts";
import { toOption } from "./share-option.ts";

/** `slipway release publish <tag>`. Exit codes 5 for what speaks against it, 6 while somebody else publishes it, 9 when some of it is done. */
export function publishCommand(): Command {
  const command = new Command("publish")
    .description(
      "Publish a tag: page and files at the code host, files of updaters, offer, float. Run it again after any failure: it does what is left.",
    )
    .argument("<tag>", "as tray-v1.9.0-beta.1; refs/tags/… as well")
    .option(
      "--assets <files...>",
      "files, folders or patterns, as 'dist/**/*.dmg'; signatures lie beside them",
    )
    .option("--asset <target=file...>", "the file of an updater's target, where its name does not tell")
    .option(
      "--url <template>",
      "where {file} is downloaded, when the code host has no files: {tag}, {version}, {channel}",
    )
    .option("--notes <file>", "the text of the page, in place of what commits tell")
    .addOption(toOption())
    .option("--steps <list>", "the share now and what is to come, as 5%,25%@24h,100%@72h")
    .option("--dry-run", "look at everything and write nothing; a publishable key is enough")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .action(publish);
  return addWaitOptions(command);
}

async function publish(tag: string, options: PublishOptions & { wait: Wait; json?: boolean }): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { runPublish } = await import("../release/publish/command.ts");
  const waitSeconds = waitSecondsOf(options.wait, output);
  await runPublish(tag, options, { output, signal: interruptSignal(), waitSeconds });
}
