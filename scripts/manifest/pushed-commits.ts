import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { check } from "./check.ts";
import { commitTree } from "./commit-tree.ts";
import { fallbackManifest, useManifest, usualManifest } from "./edits.ts";
import { loadWorkspace } from "./load.ts";

/** A commit that a push would send, and the refs on the remote that would point to it. */
interface PushedCommit {
  sha: string;
  refs: string[];
}

/**
 * What a push would send, from the lines that git gives a pre-push hook: `<local ref> <local sha> <remote ref> <remote sha>`. Deletions and
 * tags send nothing that has to be checked. Raises `hook_input_invalid` for lines that git does not write.
 */
export function pushedCommits(input: string): PushedCommit[] {
  const refs = new Map<string, string[]>();
  for (const line of input.split("\n").filter((line) => line.trim() !== "")) {
    const [, sha = "", ref = "", ...rest] = line.split(" ");
    if (!/^[0-9a-f]{40,64}$/.test(sha) || !ref.startsWith("refs/") || rest.length !== 1) {
      throw new CommandError(
        "hook_input_invalid",
        "standard input is not what git gives a pre-push hook",
        "This command is for git's pre-push hook; use slipway check by hand.",
        exitCode.usage,
      );
    }
    const isDeletion = /^0+$/.test(sha);
    if (!isDeletion && !ref.startsWith("refs/tags/")) refs.set(sha, [...refs.get(sha) ?? [], ref]);
  }
  return [...refs].map(([sha, refs]) => ({ sha, refs }));
}

/**
 * Checks each pushed commit as it is, whatever the work tree looks like; a commit without version.json has nothing to check. Raises
 * CommandError with every finding, exit code 7.
 */
export async function checkPush(root: string, commits: readonly PushedCommit[]): Promise<void> {
  const findings: Finding[] = [];
  // One after the other: two commits may have manifests of different names.
  for (const commit of commits) findings.push(...await checkCommit(root, commit));
  if (findings.length > 0) throw refuseAll("push_refused_drift", findings, exitCode.drift);
}

async function checkCommit(root: string, { sha, refs }: PushedCommit): Promise<Finding[]> {
  const tree = commitTree(root, sha);
  const [fallback, usual] = await Promise.all([tree.read(fallbackManifest), tree.read(usualManifest)]);
  if (fallback === null && usual === null) return [];
  useManifest(fallback === null ? usualManifest : fallbackManifest);
  const { findings } = await check(await loadWorkspace(root, tree));
  const where = `${sha.slice(0, 10)} for ${refs.join(", ")}`;
  return findings.map((finding) => ({ ...finding, message: `${finding.message} (in ${where})` }));
}
