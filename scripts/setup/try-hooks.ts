import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { openGit } from "../git/git.ts";
import { dormantHooks, findHookManager } from "./find/commit-rules.ts";
import type { Snapshot } from "./find/snapshot.ts";
import { configuredPath, hooksProblem, installHooks } from "./hooks.ts";

/** How it went with the hook, and a line about it for people. */
interface HooksOutcome {
  state: "kept" | "missing" | "written" | "left";
  line?: string;
}

/**
 * Installs the hook as a part of something bigger: hooks of somebody else's are then no reason to fail, and nothing that did not run before
 * begins to run unless a person has seen it.
 */
export async function tryHooks(
  snapshot: Snapshot,
  { isDryRun, isAgreed }: { isDryRun: boolean; isAgreed: boolean },
): Promise<HooksOutcome> {
  const git = openGit(snapshot.root);
  if (await hooksProblem(git) === null) return { state: "kept" };
  const manager = findHookManager(snapshot);
  if (manager !== undefined) {
    const line =
      `left alone: hooks: ${manager.name} runs them here (${manager.file}); this clone's core.hooksPath stays as it is`;
    return { state: isDryRun ? "missing" : "left", line };
  }
  const dormant = await wouldBegin(snapshot);
  if (dormant.length > 0 && !isAgreed) {
    const line = `left alone: hooks: ${
      dormant.join(", ")
    } would begin to run in this clone. Look at them, then: npx --no slipway hooks`;
    return { state: isDryRun ? "missing" : "left", line };
  }
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

/** Hooks of the repository that this clone does not run, and would as copies. Where core.hooksPath is set, nothing changes but by hand. */
export async function wouldBegin(snapshot: Snapshot): Promise<string[]> {
  const isSet = await configuredPath(openGit(snapshot.root)) !== null;
  return isSet || findHookManager(snapshot) !== undefined ? [] : dormantHooks(snapshot);
}
