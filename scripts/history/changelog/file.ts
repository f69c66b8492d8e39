import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Tree } from "../../manifest/tree.ts";
import type { ChangelogProblem } from "./unreleased.ts";

/** A changelog that nobody has written yet. */
export const emptyChangelog = `# Changelog

What a user has to know, newest first. The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

## [Unreleased]
`;

/** A changelog as its file has it, a BOM included. Raises `changelog_missing`, `changelog_not_text`, exit code 5. */
export async function readChangelog(
  tree: Tree,
  track: string,
  file: string,
): Promise<{ text: string; bytes: Uint8Array }> {
  const bytes = await tree.read(file);
  if (bytes === null) {
    throw new CommandError(
      "changelog_missing",
      `${file}, the changelog of ${track}, is not there`,
      `slipway changelog ${track} --init writes one.`,
      exitCode.refused,
    );
  }
  try {
    return { bytes, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    throw new CommandError(
      "changelog_not_text",
      `${file} is not UTF-8`,
      "Convert it first: what is written beside another encoding could not be read.",
      exitCode.refused,
    );
  }
}

/** What is wrong with a changelog, as the failure of a command; exit code 5. */
export function changelogRefusal(file: string, { code, problem, hint }: ChangelogProblem): CommandError {
  return new CommandError(code, `${file}: ${problem}`, hint, exitCode.refused);
}
