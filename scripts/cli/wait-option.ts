import { type Command, InvalidArgumentError } from "commander";
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

/** Seconds to wait for other ships: a terminal waits, everything else is told at once. */
export function patienceOf(wait: Wait, { isInteractive }: Output): number {
  if (typeof wait === "number") return wait;
  return (wait ?? isInteractive) ? Infinity : 0;
}

function seconds(value: string): number | string {
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return number;
  if (/^[a-z]/.test(value)) return value;
  throw new InvalidArgumentError("A number of seconds.");
}
