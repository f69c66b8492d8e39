// What tools print when something well known goes wrong, written for these tests in the shape of each tool.

import { readdirSync, readFileSync } from "node:fs";

/** One failure of a tool. */
interface Transcript {
  code: string;
  lines: string[];
}

/** All of them: a section begins with `=== <code>`. */
export function transcripts(): Transcript[] {
  return pages("transcripts").flatMap((text) =>
    text.split(/^=== /m).filter((section) => section !== "").map((section) => {
      const [code = "", ...lines] = section.trimEnd().split("\n");
      return { code, lines };
    })
  );
}

/** Pages of each tool when nothing is wrong. */
export function ordinaryPages(): string[][] {
  return pages("ordinary").map((text) => text.split("\n"));
}

function pages(folder: string): string[] {
  const at = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(at).sort().map((name) =>
    readFileSync(new URL(name, at), "utf8").replaceAll("\\e", "\x1b").replaceAll("\\t", "\t")
  );
}
