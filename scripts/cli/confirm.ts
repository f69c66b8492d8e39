import { CommandError } from "./command-error.ts";
import { exitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";
import { askYes } from "./prompts.ts";

/** Asks a person a question. Raises `interrupted` (exit 130) when they leave. */
export type Confirm = (question: string) => Promise<boolean>;

/** How a command asks: not at all without a terminal; with --yes everything is agreed to. */
export function confirmWith(output: Output, isYes: boolean): Confirm | undefined {
  if (isYes) return () => Promise.resolve(true);
  if (!output.isInteractive) return undefined;
  return (question) => askYes(question, false);
}

/** Says what a command is about to do, and asks whoever is there. Raises `not_confirmed` (exit 5) when they don't agree. */
export async function agreeTo(
  consequence: string,
  output: Output,
  { yes = false }: { yes?: boolean },
): Promise<void> {
  const confirm = confirmWith(output, yes);
  if (confirm !== undefined && !(await confirm(`${consequence} Go on?`))) {
    throw new CommandError("not_confirmed", "nobody agreed", "Nothing was changed.", exitCode.refused);
  }
  output.note(consequence);
}
