// slipway hooks: every push from this clone is checked.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway hooks` installs the hook; `slipway hooks pre-push` is what the hook runs. */
export function hooksCommand(): Command {
  return new Command("hooks")
    .description(
      "Install the pre-push hook in this clone, below its git directory: a push whose commits fail the checks is refused.",
    )
    .option("--json", "print what was done as one line of JSON")
    .action(install)
    .addCommand(
      new Command("pre-push")
        .description("Check the commits that git names on standard input. This is what the hook runs.")
        .argument("[remote]", "given by git, not used")
        .argument("[url]", "given by git, not used")
        .action(prePush),
    );
}

async function install({ json }: { json?: boolean }): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { openGit } = await import("../git/git.ts");
  const { installHooks } = await import("../setup/hooks.ts");
  const output = createOutput({ json }, mask.apply);
  const report = await installHooks(openGit(findRoot(process.cwd())));
  output.json(report);
  for (const path of report.copied ?? []) output.print(`copied ${path}: this clone runs it as it is now`);
  output.print(
    report.hook === "kept" && report.hooks_path === "kept"
      ? "The pre-push hook is installed already."
      : "Every push from this clone is checked. `git push --no-verify` skips that; CI checks again.",
  );
}

async function prePush(): Promise<void> {
  const { text } = await import("node:stream/consumers");
  const { checkPush, pushedCommits } = await import("../manifest/pushed-commits.ts");
  // By hand, at a terminal, nothing is pushed.
  const commits = pushedCommits(process.stdin.isTTY ? "" : await text(process.stdin));
  if (commits.length === 0) return;
  // git runs hooks at the top of the work tree; the branch that is checked out there may not know Slipway.
  await checkPush(process.cwd(), commits);
}
