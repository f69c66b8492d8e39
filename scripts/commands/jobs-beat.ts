// slipway jobs beat: a job says that it has finished.

import { Command, InvalidArgumentError } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";

interface Options extends CredentialOptions {
  failed?: boolean;
  ms?: number;
  note?: string;
  json?: boolean;
}

/** `slipway jobs beat <job>`. */
export function jobsBeatCommand(): Command {
  const command = new Command("beat")
    .description("Say that a job has finished: what its last line calls.")
    .argument("<job>", "its name in version.json")
    .option("--failed", "it has run, and did not go well")
    .option("--ms <n>", "how long it took, in milliseconds", milliseconds)
    .option("--note <text>", "a line of its own, without secrets")
    .option("--json", "print the job as one line of JSON")
    .addHelpText(
      "after",
      `
  if ./nightly.sh; then slipway jobs beat retention; else slipway jobs beat retention --failed; fi
Where there is no secret key, the function heartbeat takes the same with a secret that opens nothing else.`,
    )
    .action(beat);
  return addCredentialOptions(command);
}

async function beat(job: string, { failed, ms, note, json, ...rest }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { describeJob } = await import("../jobs/job-text.ts");
  const told = await connect(await credentialOf(rest)).heartbeat({ job, ok: failed !== true, ms, note });
  output.print(describeJob(told));
  output.json(told);
}

function milliseconds(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A whole number.");
}
