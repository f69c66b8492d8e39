import process from "node:process";
import { interrupted } from "./interrupt.ts";
import type { Output } from "./output.ts";

/** Asks a person a question. Raises `interrupted` (exit 130) when they leave. */
export type Confirm = (question: string) => Promise<boolean>;

/** How a command asks: not at all without a terminal; with --yes everything is agreed to. */
export function confirmWith(output: Output, isYes: boolean): Confirm | undefined {
  if (isYes) return () => Promise.resolve(true);
  if (!output.isInteractive) return undefined;
  return async (question) => {
    const clack = await import("@clack/prompts");
    // questions are no results
    const answer = await clack.confirm({ message: question, initialValue: false, output: process.stderr });
    if (typeof answer === "boolean") return answer;
    throw interrupted();
  };
}
