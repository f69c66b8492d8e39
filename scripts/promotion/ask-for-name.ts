import process from "node:process";
import { interrupted } from "../cli/interrupt.ts";
import type { Output } from "../cli/output.ts";

/** The name of an environment as a person types it; undefined where nobody is there to ask. */
export async function askForName(output: Output, name: string): Promise<string | undefined> {
  if (!output.isInteractive) return undefined;
  const clack = await import("@clack/prompts");
  const answer = await clack.text({
    message: `The branch of ${name} is about to be reset. Type its name to go on`,
    output: process.stderr,
  });
  if (typeof answer === "string") return answer;
  throw interrupted();
}
