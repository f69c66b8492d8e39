// slipway ops done: somebody confirms that a step is done.

import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { wholeNumber } from "./bump.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";

interface Options extends CredentialOptions {
  note?: string;
  json?: boolean;
}

/** `slipway ops done <id>`. Exit code 5 when there is no such step. */
export function opsDoneCommand(): Command {
  const command = new Command("done")
    .description(
      "Confirm that a step is done. Who confirmed it, and when, stays in the ledger and the audit log.",
    )
    .argument(
      "<number>",
      "the step's number, as slipway ops list shows it",
      (value) => wholeNumber(value.replace(/^#/, "")),
    )
    .option("--note <text>", "how it was done, or what to know about it")
    .option("--json", "print the step as one line of JSON")
    .action(done);
  return addCredentialOptions(command);
}

async function done(id: number, { note, json, ...rest }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { describeStep } = await import("../ledger/steps.ts");
  const step = await connect(await credentialOf(rest)).closeStep({ step: id, note, actor: actorName() });
  output.print(describeStep(step));
  if (!step.is_new) output.note("It was done before, and stays as it is.");
  output.json(step);
}
