import { CommandError } from "../../cli/command-error.ts";
import type { Known } from "../known.ts";

/** The fact that some work finds; a failure that explains itself is why it is not known. An interrupt and a defect are raised. */
export async function known<Value>(work: () => Promise<Value>): Promise<Known<Value>> {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (error instanceof CommandError) return { known: false, why: error.message, hint: error.hint };
    throw error;
  }
}

/** Raised where a fact can't be had, for `known` to catch. */
export function unknowable(why: string, hint: string): CommandError {
  return new CommandError("fact_missing", why, hint);
}
