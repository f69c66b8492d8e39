import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { PullRequest } from "../../host/code-host.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { parseManifest } from "../../manifest/load.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { ReadHost } from "../collect/sources.ts";

/** A pull request, and the rules that it is judged by. */
export interface JudgedPull {
  pull: PullRequest;
  /** Of the branch that it goes to: what a pull request changes in version.json is no rule before it is merged. */
  manifest: Manifest;
}

/** Raises `pull_unknown`, `gates_undeclared` (exit 5), `manifest_invalid` (exit 2), and what the host raises. */
export async function readPull(host: ReadHost, number: number): Promise<JudgedPull> {
  const pull = await host.pullRequest(number);
  if (pull === null) {
    throw new CommandError(
      "pull_unknown",
      `there is no pull request ${number}`,
      "Look at the number.",
      exitCode.refused,
    );
  }
  const text = await host.fileAt(manifestPath, pull.base);
  if (text !== null) return { pull, manifest: parseManifest(text) };
  throw new CommandError(
    "gates_undeclared",
    `${pull.base} has no ${manifestPath}, so nothing says how a pull request into it is judged`,
    `Merge ${manifestPath} with its ship.gates first, before the check is required.`,
    exitCode.refused,
  );
}
