// slipway ops add: a step that somebody has to do by hand.

import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";

interface Options extends CredentialOptions {
  env?: string;
  for?: string;
  detail?: string;
  json?: boolean;
}

/** `slipway ops add "<what>"`. Exit code 5 for what the ledger does not take. */
export function opsAddCommand(): Command {
  const command = new Command("add")
    .description("Write down a step that somebody has to do by hand. The same one is open only once.")
    .argument("<what>", "what has to be done, in one line of at most 200 characters")
    .option("--env <environment>", "where it has to be done")
    .option("--for <component>", "for which component, by its key in version.json")
    .option("--detail <text>", "more about it: a command, a link to the runbook")
    .option("--json", "print the step as one line of JSON")
    .action(add);
  return addCredentialOptions(command);
}

async function add(what: string, { env, for: component, detail, json, ...rest }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { describeStep } = await import("../ledger/steps.ts");
  const control = connect(await credentialOf(rest));
  const step = await control.openStep({
    title: what.trim(),
    detail,
    environment: env,
    component,
    actor: actorName(),
  });
  output.print(describeStep(step));
  output.note(
    step.is_new
      ? `When it is done: slipway ops done ${step.id}`
      : "It is in the ledger already, and was not added again.",
  );
  output.json(step);
}
