import type { Output } from "../cli/output.ts";
import { askText } from "../cli/prompts.ts";

/** The name of an environment as a person types it; undefined where nobody is there to ask. */
export async function askForName(output: Output, name: string): Promise<string | undefined> {
  if (!output.isInteractive) return undefined;
  return await askText(`The branch of ${name} is about to be reset. Type its name to go on`);
}
