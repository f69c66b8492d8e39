import { type Command, InvalidArgumentError } from "commander";
import { CommandError } from "./command-error.ts";
import { exitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";

/** Seconds, true, false; or a word that the option took, though it was meant as an argument: "--wait dashboard". */
export type Wait = number | string | boolean | undefined;

/** Adds --wait and --no-wait. */
export function addWaitOptions(command: Command): Command {
  return command
    .option(
      "--wait [seconds]",
      "wait while other ships hold what this one needs (on a terminal: always)",
      seconds,
    )
    .option("--no-wait", "never wait: end with exit code 6");
}

/** Seconds to wait for other ships: a terminal waits, everything else is told at once. Raises `wait_invalid` (exit 2) for a word. */
export function waitSecondsOf(wait: Wait, { isInteractive }: Output): number {
  if (typeof wait === "number") return wait;
  if (typeof wait === "string") {
    throw new CommandError(
      "wait_invalid",
      `--wait takes a number of seconds, not ${wait}`,
      "Write --wait=60, or --wait alone.",
      exitCode.usage,
    );
  }
  return (wait ?? isInteractive) ? Infinity : 0;
}

function seconds(value: string): number | string {
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return number;
  if (/^[a-z]/.test(value)) return value;
  throw new InvalidArgumentError("A number of seconds.");
}
