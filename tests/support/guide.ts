// The commands of a page in docs/, as a reader would type them.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** One block of commands. */
export interface Block {
  commands: string;
  /** What stands after `sh`: `second-terminal` stays running, `expect-failure` ends with another code than 0. */
  kind: "" | "second-terminal" | "expect-failure";
}

/** Every block of shell commands on the page, in order. */
export async function readGuide(page: string): Promise<Block[]> {
  const text = await readFile(fileURLToPath(new URL(`../../docs/${page}`, import.meta.url)), "utf8");
  return [...text.matchAll(/^```sh *(.*)\n([\s\S]*?)^```$/gm)].map(([, kind = "", commands = ""]) => {
    if (kind !== "" && kind !== "second-terminal" && kind !== "expect-failure") {
      throw new Error(`${page}: sh ${kind}`);
    }
    return { commands, kind };
  });
}

/** What the page's blocks of JSON add to a component. */
export async function jsonBlocks(page: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(fileURLToPath(new URL(`../../docs/${page}`, import.meta.url)), "utf8");
  return [...text.matchAll(/^```jsonc\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => JSON.parse(`{${block}}`));
}
