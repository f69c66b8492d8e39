import { appendFile } from "node:fs/promises";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { env } from "../runtime.ts";

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Prints `name=value` lines and the result, and gives the lines to later steps of a workflow too. Raises `github_output_missing` (exit 2). */
export async function printFields(output: Output, fields: Fields, forGitHub: boolean): Promise<void> {
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  if (forGitHub) {
    const file = env("GITHUB_OUTPUT");
    if (!file) {
      throw new CommandError(
        "github_output_missing",
        "$GITHUB_OUTPUT is not set",
        "It is set in steps of GitHub Actions; elsewhere use --json.",
        exitCode.usage,
      );
    }
    await appendFile(file, `${lines.join("\n")}\n`);
  }
  for (const line of lines) output.print(line);
  output.json({ event: "result", ...fields });
}
