import { CommandError } from "./command-error.ts";
import { exitCode } from "./exit-code.ts";
import { firstSignal } from "./first-signal.ts";

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
