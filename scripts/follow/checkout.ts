import { completeTree } from "../git/complete-tree.ts";
import { fields, type Git } from "../git/git.ts";
import { readRepository } from "../git/repository.ts";
import { CommandError } from "../cli/command-error.ts";
import type { Memory } from "./memory.ts";

/** What a host has checked out. */
export interface Here {
  /** The commit. */
  head: string;
  /** Null when no branch is checked out. */
  branch: string | null;
  /** What differs from the commit, and what git began and did not end. Files that git does not know are nobody's business. */
  dirt: string[];
}

/** Looks at the checkout. Raises `repository_missing`, `repository_untrusted`, `checkout_empty`. */
export async function lookHere(git: Git): Promise<Here> {
  const { head, branch, changes, operation } = await readRepository(git);
  if (head === null) {
    throw new CommandError(
      "checkout_empty",
      `${git.root} has no commit checked out`,
      "Clone the repository there, or run git checkout.",
    );
  }
  const changed = changes.filter(({ isUntracked }) => !isUntracked).map(({ path }) => path);
  return { head, branch, dirt: [...operation === null ? [] : [`a ${operation} in progress`], ...changed] };
}

/**
 * Checks out the commit, without a branch, complete with submodules and large files. Files that git does not know stay, and stop it where the
 * commit has one of the same name. Raises `checkout_blocked`, `tree_incomplete`.
 */
export async function checkOut(git: Git, sha: string, signal: AbortSignal): Promise<void> {
  const answer = await git.run(["checkout", "--quiet", "--detach", sha], { answers: [0, 1, 128] });
  if (answer.code !== 0) {
    throw new CommandError(
      "checkout_blocked",
      `${sha.slice(0, 12)} can't be checked out: ${answer.stderr.trim().split("\n").slice(0, 8).join("\n")}`,
      "Move what git names out of the way. Where it is index.lock and no git runs, delete that file.",
    );
  }
  await completeTree(git, signal);
}

/**
 * Ends a checkout that was killed half-way: when every file that differs is as the commit has it that the run had set out for, nothing is lost.
 * False when somebody else's change is among them; then nothing was touched.
 */
export async function finishCheckout(git: Git, here: Here, memory: Memory | null): Promise<boolean> {
  if (memory === null || here.head !== memory.from || memory.at === memory.from) return false;
  const { changes, operation } = await readRepository(git);
  if (operation !== null || changes.some(({ isUnmerged }) => isUnmerged)) return false;
  const wanted = await blobs(git, memory.at, changes.map(({ path }) => path));
  for (const { path, isUntracked, isDeleted } of changes) {
    const blob = wanted.get(path);
    // one that only this host has stays where it is
    if (isUntracked && blob === undefined) continue;
    if (await blobHere(git, path, isDeleted) !== blob) return false;
  }
  await git.run(["checkout", "--quiet", "--force", "--detach", memory.at]);
  return true;
}

/** The files of a commit among these paths, which are below the top of the work tree. */
async function blobs(git: Git, sha: string, paths: readonly string[]): Promise<Map<string, string>> {
  const { stdout } = await git.run([
    "--literal-pathspecs",
    "ls-tree",
    "-r",
    "-z",
    "--full-tree",
    sha,
    "--",
    ...paths,
  ]);
  return new Map(
    fields(stdout).map((line) => {
      const [about = "", path = ""] = line.split("\t");
      return [path, about.split(" ")[2] ?? ""];
    }),
  );
}

async function blobHere(git: Git, path: string, isDeleted: boolean): Promise<string | undefined> {
  if (isDeleted) return undefined;
  const { stdout: top } = await git.run(["rev-parse", "--show-toplevel"]);
  const answer = await git.run(["hash-object", "--", `${top.trim()}/${path}`], { answers: [0, 128] });
  // what can't be read as a file is not what the run wrote
  return answer.code === 0 ? answer.stdout.trim() : "unreadable";
}
