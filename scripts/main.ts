// The `slipway` command.

import process from "node:process";
import { type Command, CommanderError } from "commander";
import { CommandError } from "./cli/command-error.ts";
import { exitCode } from "./cli/exit-code.ts";
import { mask } from "./cli/mask.ts";
import { bypassProxiesForLoopback } from "./cli/proxies.ts";
import { describeError, errorJson } from "./cli/report-error.ts";
import { safeJson, safeText } from "./cli/safe-text.ts";
import { createProgram } from "./program.ts";

bypassProxiesForLoopback();
outliveReaders();
const program = await createProgram(process.argv[2]);
throwOnUsageError(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // Help and version arrive here as well, with exit code 0. Commander has printed what there is to say.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCode.usage;
  else {
    if (process.argv.includes("--json")) console.log(safeJson(mask.apply(JSON.stringify(errorJson(error)))));
    console.error(safeText(mask.apply(describeError(error))));
    process.exitCode = error instanceof CommandError ? error.exitCode : exitCode.failure;
  }
}

/** A reader that has read enough, as `head` does, ends nothing: the work goes on, and its exit code counts. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Commander would end the process itself, with code 1. */
function throwOnUsageError(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnUsageError);
}
