import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { parseStatus, type Status, statusArgs } from "./changes.ts";
import type { Git } from "./git.ts";

/** A clone as it is: one look with two processes at once. */
export interface Repository extends Status {
  /** Where the git's root is below the top of the work tree, as `apps/`; empty at the top. */
  prefix: string;
  gitDir: string;
  /** Shared by all work trees of a clone. */
  commonDir: string;
  isShallow: boolean;
  /** A rebase, merge, cherry-pick, revert or bisect that waits to be finished. */
  operation: string | null;
}

/** What differs from HEAD right now. */
export async function readStatus(git: Git): Promise<Status> {
  return parseStatus((await git.run(statusArgs)).stdout);
}

/** By the folder that git is asked in. */
const commonDirs = new Map<string, Promise<string>>();

/** The git directory that all work trees of a clone share; asked for once. */
export function readCommonDir(git: Git): Promise<string> {
  const known = commonDirs.get(git.root) ??
    git.run(["rev-parse", "--path-format=absolute", "--git-common-dir"]).then(({ stdout }) => stdout.trim());
  commonDirs.set(git.root, known);
  return known;
}

/** Looks at the clone. Raises `repository_missing` outside of one, `repository_untrusted` (exit 2). */
export async function readRepository(git: Git): Promise<Repository> {
  const [places, status] = await Promise.all([
    git.run(
      ["rev-parse", "--show-prefix", "--absolute-git-dir", "--git-common-dir", "--is-shallow-repository"],
      { answers: [0, 128] },
    ),
    git.run(statusArgs, { answers: [0, 128] }),
  ]);
  const [prefix, gitDir, commonDir, isShallow] = places.stdout.split("\n");
  if (/dubious ownership/.test(places.stderr)) throw untrusted(git.root);
  if (places.code !== 0 || status.code !== 0 || prefix === undefined || !gitDir || !commonDir) {
    throw new CommandError(
      "repository_missing",
      `${git.root} is no work tree of git: ${(places.stderr || status.stderr).trim()}`,
      "Run it in a clone.",
      exitCode.usage,
    );
  }
  const shared = resolve(git.root, commonDir);
  commonDirs.set(git.root, Promise.resolve(shared));
  return {
    ...parseStatus(status.stdout),
    prefix,
    gitDir,
    commonDir: shared,
    isShallow: isShallow === "true",
    operation: operations.find(([file]) => existsSync(`${gitDir}/${file}`))?.[1] ?? null,
  };
}

/** git does not work in a folder of somebody else, as in many containers, unless it is told to. */
function untrusted(root: string): CommandError {
  return new CommandError(
    "repository_untrusted",
    `git does not trust ${root}: the folder belongs to another user`,
    `If it is yours all the same: git config --global --add safe.directory '${root}'`,
    exitCode.usage,
  );
}

const operations = [
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["BISECT_LOG", "bisect"],
] as const;
