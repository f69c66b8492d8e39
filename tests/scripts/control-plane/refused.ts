import { expect } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";

/** The CommandError that a promise ends with; fails the test when it ends otherwise. */
export async function refused(promise: Promise<unknown>): Promise<CommandError> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommandError);
  if (!(error instanceof CommandError)) throw new Error("not refused");
  return error;
}
