// The `slipway` command.

import process from "node:process";
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { CommandError } from "./cli/command-error.ts";
import { demoCommand } from "./commands/demo.ts";
import { stackCommand } from "./commands/stack.ts";
import { watchCommand } from "./commands/watch.ts";
import { reportError } from "./cli/report-error.ts";

const program = new Command("slipway")
  .description(manifest.description)
  .version(manifest.version)
  .addCommand(demoCommand())
  .addCommand(stackCommand())
  .addCommand(watchCommand());
throwOnUsageError(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // Help and version arrive here as well, with exit code 0. Commander has printed what there is to say.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    reportError(error);
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  }
}

/** Commander would end the process itself, with code 1. */
function throwOnUsageError(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnUsageError);
}
