// One command of `slipway`, from its words to its exit code.

import process from "node:process";
import { type Command, CommanderError } from "commander";
import { CommandError } from "./cli/command-error.ts";
import { exitCode } from "./cli/exit-code.ts";
import { mask } from "./cli/mask.ts";
import { describeError, errorJson } from "./cli/report-error.ts";
import { safeJson, safeText } from "./cli/safe-text.ts";
import { createProgram } from "./program.ts";

/** Runs the command that `words` say; writes to stdout and stderr, sets `process.exitCode`, and raises nothing that a person can cause. */
export async function runCommand(words: readonly string[]): Promise<void> {
  const program = await createProgram(words[0]);
  throwOnUsageError(program);
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    // Help and version arrive here as well, with exit code 0. Commander has printed what there is to say.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCode.usage;
    else {
      if (words.includes("--json")) {
        process.stdout.write(`${safeJson(mask.apply(JSON.stringify(errorJson(error))))}\n`);
      }
      process.stderr.write(`${safeText(mask.apply(describeError(error)))}\n`);
      process.exitCode = error instanceof CommandError ? error.exitCode : exitCode.failure;
    }
  }
}

/** Commander would end the process itself, with code 1. */
function throwOnUsageError(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnUsageError);
}
