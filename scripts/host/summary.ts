import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { CheckState, CheckSummary } from "./rules-types.ts";

/** The least good of what was said on one name; `expected` when nothing was. */
export function worst(context: string, words: readonly CheckState[]): CheckState {
  const found = (["failure", "pending", "success"] as const)
    .map((state) => words.find((word) => word.state === state)).find((word) => word !== undefined);
  if (found === undefined) return { context, state: "expected", detail: "never reported", url: null };
  return { ...plain(found), context };
}

/** What each required check came to, and the rest. */
export function summarise(required: CheckState[], others: readonly CheckState[]): CheckSummary {
  return {
    isGreen: required.every(({ state }) => state === "success"),
    required,
    others: others.map(plain),
  };
}

function plain({ context, state, detail, url }: CheckState): CheckState {
  return { context, state, detail, url };
}

/** Raised for a pull request whose files the host does not list to the end. */
export function tooLarge(name: string, number: number): CommandError {
  return new CommandError(
    "pull_too_large",
    `${name} does not list all files of #${number}`,
    "Take it apart: nobody can review so many files either.",
    exitCode.refused,
  );
}
