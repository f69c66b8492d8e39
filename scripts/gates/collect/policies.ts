import { CommandError } from "../../cli/command-error.ts";
import { fields, type Git } from "../../git/git.ts";
import type { Commit } from "../../history/log/commit.ts";
import { readLog } from "../../history/log/read-log.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { matcherOf } from "../../manifest/ownership.ts";
import type { Policy } from "../../manifest/schema-gates.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { PolicyChange } from "../facts.ts";
import { headOf, requireHistory } from "./ancestry.ts";
import type { Collecting } from "./sources.ts";
import { differOnlyInNumbers } from "./numbers.ts";
import { pullsByCommit } from "./pulls.ts";

/**
 * Which policies' files the promotion changes, who brought that in, and who approved it. What counts are the policies of what is deployed now and
 * those of the commit: one that a change takes away is asked for that change. Where nothing is deployed yet, nothing is changed.
 */
export async function collectPolicies(from: Collecting): Promise<PolicyChange[]> {
  const { git, host, environment, sha, promoted, workspace } = from;
  await requireHistory(git);
  const { remote, branch } = environment.upstream;
  const target = await headOf(git, remote, branch);
  if (target === null) return [];
  const before = await manifestAt(git, target);
  const policies = unique([before, promoted.manifest, workspace.manifest]);
  if (policies.length === 0) return [];
  const commits = await readLog(git, { from: [sha], without: [target] });
  const changed = await Promise.all(commits.map((commit) => withoutNumbers(git, commit)));
  const pullsOf = pullsByCommit(host);
  const folder = promoted.manifest.ship.docs?.decisions ?? null;
  const added = folder === null ? [] : await addedIn(git, target, sha, folder);
  const changes = policies.map(async (policy): Promise<PolicyChange | null> => {
    const matchers = policy.files.map(matcherOf);
    const isPolicy = (path: string) => matchers.some((matches) => matches(path));
    const own = changed.filter(({ paths }) => paths.some(isPolicy));
    if (own.length === 0) return null;
    const made = await Promise.all(
      own.map(async ({ sha, subject }) => ({ sha, subject, pulls: await pullsOf(sha) })),
    );
    const numbers = new Set(made.flatMap(({ pulls }) => pulls.map(({ number }) => number)));
    const beside = added.length === 0 ? [] : await Promise.all(
      commits.filter(({ paths }) => paths.some((path) => added.includes(path))).map(async (commit) => {
        const isBeside = made.some(({ sha }) => sha === commit.sha) ||
          (await pullsOf(commit.sha)).some(({ number }) => numbers.has(number));
        return isBeside ? commit.paths.filter((path) => added.includes(path)) : [];
      }),
    );
    return {
      policy,
      paths: [...new Set(own.flatMap(({ paths }) => paths.filter(isPolicy)))].sort(),
      commits: made,
      decisions: folder === null ? null : [...new Set(beside.flat())],
    };
  });
  return (await Promise.all(changes)).filter((one) => one !== null);
}

/** What is deployed may be older than version.json, or than what this version can read: then only the newer one's policies are known. */
async function manifestAt(git: Git, sha: string): Promise<Manifest | null> {
  try {
    return (await loadWorkspace(git.root, commitTree(git.root, sha))).manifest;
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

function unique(manifests: readonly (Manifest | null)[]): Policy[] {
  const policies = manifests.flatMap((one) => one?.ship.gates?.policies ?? []);
  return [...new Map(policies.map((policy) => [JSON.stringify(policy), policy])).values()];
}

/** A commit without version.json when nothing in it changed but versions and builds, whoever says to have made it. */
async function withoutNumbers(git: Git, commit: Commit): Promise<Commit> {
  const [parent] = commit.parents;
  if (!commit.paths.includes(manifestPath) || parent === undefined) return commit;
  const [before, after] = await Promise.all([manifestAt(git, parent), manifestAt(git, commit.sha)]);
  const isSame = before !== null && after !== null && differOnlyInNumbers(before, after);
  return isSame ? { ...commit, paths: commit.paths.filter((path) => path !== manifestPath) } : commit;
}

async function addedIn(git: Git, from: string, to: string, folder: string): Promise<string[]> {
  const args = ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=A", from, to, "--", folder];
  return fields((await git.run(args)).stdout);
}
