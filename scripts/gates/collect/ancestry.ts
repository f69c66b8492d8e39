import { commitAt } from "../../git/ancestry.ts";
import type { Git } from "../../git/git.ts";
import { trackingRef } from "../../git/remote.ts";
import { readLog } from "../../history/log/read-log.ts";
import { isOwn } from "../../release/own-commit.ts";
import type { AncestryFact } from "../facts.ts";
import type { Collecting } from "./sources.ts";
import { unknowable } from "./known.ts";

/** The commit of a branch as the clone last saw it at the remote; null when it has never seen it. */
export async function headOf(git: Git, remote: string, branch: string): Promise<string | null> {
  return await commitAt(git, trackingRef({ remote, branch }));
}

/** Whether the one is the other or leads to it. Raises what makes the answer unknown. */
async function leadsTo(git: Git, ancestor: string, sha: string): Promise<boolean> {
  const { code } = await git.run(["merge-base", "--is-ancestor", ancestor, sha], { answers: [0, 1, 128] });
  // an unknown commit is no "no"
  if (code === 128) {
    throw unknowable(`the clone lacks ${ancestor.slice(0, 9)} or ${sha.slice(0, 9)}`, "git fetch");
  }
  return code === 0;
}

/** Raises what makes every answer about ancestors unknown. */
export async function requireHistory(git: Git): Promise<void> {
  const { stdout } = await git.run(["rev-parse", "--is-shallow-repository"]);
  if (stdout.trim() !== "true") return;
  throw unknowable(
    "the clone is shallow, so nobody can tell what is whose ancestor",
    "git fetch --unshallow --tags; in a workflow of GitHub: actions/checkout with fetch-depth: 0",
  );
}

/** How the commit is to the branch that it is promoted to, and to the one it comes from. */
export async function collectAncestry(
  { git, environment, sha, promoted }: Pick<Collecting, "git" | "environment" | "sha" | "promoted">,
): Promise<AncestryFact> {
  const { upstream: { remote, branch }, entry } = environment;
  const promote = entry?.promote;
  if (promote === undefined) {
    throw unknowable(
      `nothing is promoted to ${environment.name}`,
      `Give it "promote": { "from": "<branch>" } in version.json, or deploy there.`,
    );
  }
  await requireHistory(git);
  const [source, target] = await Promise.all([
    headOf(git, remote, promote.from),
    headOf(git, remote, branch),
  ]);
  if (source === null) {
    throw unknowable(`the clone has never seen ${promote.from} of ${remote}`, `git fetch ${remote}`);
  }
  const isOnSource = await leadsTo(git, sha, source);
  const never = isOnSource ? [] : await neverWith(git, remote, entry?.never_from ?? [], sha);
  const relation = target === null ? "new" : await relationOf(git, target, sha);
  const extra = target === null || relation !== "diverged"
    ? []
    : (await readLog(git, { from: [target], without: [sha] })).map((commit) => ({
      sha: commit.sha,
      subject: commit.subject,
      author: commit.author.name,
      isBot: isOwn(promoted.manifest, commit) || /\[bot\]$/.test(commit.author.name),
    }));
  return { from: promote.from, branch, by: promote.by, isOnSource, never, relation, extra };
}

async function neverWith(
  git: Git,
  remote: string,
  branches: readonly string[],
  sha: string,
): Promise<string[]> {
  const held = await Promise.all(branches.map(async (branch) => {
    const head = await headOf(git, remote, branch);
    return head !== null && await leadsTo(git, sha, head);
  }));
  return branches.filter((_, at) => held[at]);
}

async function relationOf(git: Git, target: string, sha: string): Promise<AncestryFact["relation"]> {
  if (target === sha) return "same";
  const { code, stdout } = await git.run(["merge-base", target, sha], { answers: [0, 1] });
  if (code === 1) return "unrelated";
  const base = stdout.trim();
  return base === target ? "fast-forward" : base === sha ? "behind" : "diverged";
}
