import process from "node:process";
import { CommandError } from "./command-error.ts";
import { exitCode } from "./exit-code.ts";

/** Aborts at the first Ctrl-C, with `interrupted` (exit 130) as its reason; a second one ends the process. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  firstSignal().then(() => controller.abort(interrupted()));
  return controller.signal;
}

/** What a person who leaves raises. */
export function interrupted(): CommandError {
  return new CommandError(
    "interrupted",
    "stopped by a signal",
    "slipway status shows whether something is left to do.",
    exitCode.interrupted,
  );
}

/** Resolves at the first SIGINT or SIGTERM. A second one ends the process; every part then notices and ends as well. */
export function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = () => ++count === 1 ? resolve() : process.exit(130);
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
