// slipway ops list: which steps are open.

import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";

interface Options extends CredentialOptions {
  env?: string;
  all?: boolean;
  json?: boolean;
}

/** `slipway ops list`. Exit code 0, whatever is open. */
export function opsListCommand(): Command {
  const command = new Command("list")
    .description("Show the steps that are open, the oldest first.")
    .option("--env <environment>", "only those of this environment, and those of none")
    .option("--all", "also those that are done")
    .option("--json", "print them as one line of JSON")
    .action(list);
  return addCredentialOptions(command);
}

async function list({ env, all, json, ...rest }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { describeStep } = await import("../ledger/steps.ts");
  const steps = await connect(await credentialOf(rest)).operatorSteps({ environment: env, with_done: all });
  for (const step of steps) {
    output.print(describeStep(step));
    if (step.detail !== null) output.print(step.detail.replaceAll(/^/gm, "    "));
  }
  if (steps.length === 0) output.note(all ? "The ledger is empty." : "Nothing is open.");
  output.json({ steps });
}
