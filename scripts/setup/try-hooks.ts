import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { openGit } from "../git/git.ts";
import { hooksProblem, installHooks } from "./hooks.ts";

/** How it went with the hook, and a line about it for people. */
interface HooksOutcome {
  state: "kept" | "missing" | "written" | "left";
  line?: string;
}

/** Installs the hook as a part of something bigger: hooks of somebody else's are then no reason to fail. */
export async function tryHooks(root: string, { isDryRun }: { isDryRun: boolean }): Promise<HooksOutcome> {
  const git = openGit(root);
  if (await hooksProblem(git) === null) return { state: "kept" };
  const line = "create  .git/slipway/hooks/pre-push  (and core.hooksPath of this clone)";
  if (isDryRun) return { state: "missing", line };
  try {
    await installHooks(git);
    return { state: "written", line };
  } catch (error) {
    if (!(error instanceof CommandError) || error.exitCode !== exitCode.refused) throw error;
    return { state: "left", line: `left alone: hooks: ${error.message}. ${error.hint}` };
  }
}
