import { CommandError } from "../cli/command-error.ts";
import { baseEnvironment, type DeployContext } from "./context.ts";
import type { PlannedCommand } from "./planned-command.ts";
import { runChild } from "./run-child.ts";
import { createStream, maskVariables } from "./stream.ts";

/** What a failing command means for the ship. */
export interface Failure {
  /** A stable code. */
  code: string;
  /** Such as "the deploy of dashboard". */
  what: string;
  hint: string;
  exitCode: number;
}

/**
 * Runs commands one after the other, their output live on standard error as `<label> | …`. The first that fails ends it with
 * its last lines in the error, and with what they are known to mean as findings; an abort raises the signal's reason. Returns every line, unmasked: for reading only.
 */
export async function runCommands(
  { output, signal, env }: Pick<DeployContext, "output" | "signal" | "env">,
  label: string,
  commands: readonly PlannedCommand[],
  failure: Failure,
): Promise<string[]> {
  const said: string[] = [];
  // also what the command does not get: it may find it elsewhere
  maskVariables(baseEnvironment({ env }));
  for (const command of commands) {
    maskVariables(command.env);
    output.note(`${label} $ ${command.shown}`);
    const stream = createStream(output, label);
    const onLine = (line: string) => {
      said.push(line);
      stream.onLine(line);
    };
    // Merged, so that the last lines are the last that were written.
    const code = await runChild(command, signal, onLine, { isMerged: true }).finally(stream.end);
    if (code === 0) continue;
    const end = stream.tail().map((line) => `\n    ${line}`).join("");
    const error = new CommandError(
      failure.code,
      `${failure.what} failed: "${command.shown}" ended with code ${code}.${end}`,
      failure.hint,
      failure.exitCode,
    );
    const { withKnownErrors } = await import("../known-errors/explain.ts");
    throw withKnownErrors(error, said);
  }
  return said;
}
