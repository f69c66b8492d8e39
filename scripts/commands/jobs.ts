// slipway jobs: what has to run on a schedule, and whether it did.

import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";
import { jobsBeatCommand } from "./jobs-beat.ts";
import { jobsDeclareCommand } from "./jobs-declare.ts";

interface Options extends CredentialOptions {
  json?: boolean;
}

/** `slipway jobs`, `slipway jobs beat <job>`, `slipway jobs declare`. Exit code 0, whatever was missed. */
export function jobsCommand(): Command {
  const command = new Command("jobs")
    .description(
      "Show what has to run on a schedule: when it ran, when it is due, and since when nobody has heard of it.",
    )
    .option("--json", "print them as one line of JSON")
    .enablePositionalOptions()
    .action(jobs)
    .addCommand(jobsBeatCommand())
    .addCommand(jobsDeclareCommand());
  return addCredentialOptions(command);
}

async function jobs({ json, ...rest }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { describeJob } = await import("../jobs/job-text.ts");
  const status = await connect(await credentialOf(rest)).jobStatus();
  for (const job of status.jobs) output.print(describeJob(job));
  if (status.jobs.length === 0) {
    output.note("There are no jobs. Name them in version.json (ship.jobs), then run: slipway jobs declare");
  }
  output.json(status);
}
