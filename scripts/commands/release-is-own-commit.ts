// slipway release is-own-commit: whether a push has to wake anybody.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { printFields } from "./github-output.ts";

interface Options {
  since?: string;
  githubOutput?: boolean;
  json?: boolean;
}

/** `slipway release is-own-commit <sha>`. Exit code 0 whatever the answer is. */
export function isOwnCommitCommand(): Command {
  return new Command("is-own-commit")
    .description(
      "Say whether a commit was made by a release, or by a ship that wrote nothing but numbers: by its trailer and its files, never by its words. Generated workflows skip such.",
    )
    .argument("<sha>", "the commit, or the last one of a push")
    .option(
      "--since <sha>",
      "what the branch was at before the push: every commit since then has to be one of those",
    )
    .option("--github-output", "append it to the file of $GITHUB_OUTPUT, for the steps and jobs that follow")
    .option("--json", "one line of JSON")
    .action(isOwnCommit);
}

async function isOwnCommit(sha: string, { since, githubOutput, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { openGit } = await import("../git/git.ts");
  const { findRoot } = await import("../manifest/load.ts");
  const { isOwnPush } = await import("../release/own-commit.ts");
  const { isOwn, commits } = await isOwnPush(openGit(findRoot(process.cwd())), sha, since);
  await printFields(output, { is_own: isOwn, commits }, githubOutput ?? false);
}
