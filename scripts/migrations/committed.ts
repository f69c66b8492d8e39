import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { migrationsFolder } from "../deploy/migrations/migration-files.ts";
import { headSha, isReachable } from "../git/commit.ts";
import { fields, type Git } from "../git/git.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import type { Environment } from "../manifest/environment.ts";

/** What differs from HEAD in the folder of migrations, wherever a link leads. */
export async function uncommittedMigrations(git: Git): Promise<string[]> {
  const [root, folder] = await Promise.all([
    realpath(git.root),
    realpath(join(git.root, migrationsFolder)).catch(() => null),
  ]);
  const paths = [migrationsFolder, ...folder === null ? [] : [relative(root, folder)]];
  const inside = [...new Set(paths)].filter((path) => path !== "" && !path.startsWith(".."));
  const { stdout } = await git.run([
    ...["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=no", "--"],
    ...inside,
  ]);
  return fields(stdout).map((line) => line.slice(3));
}

/**
 * The commit whose migrations are applied: HEAD, and only when the folder is as committed, and the environment's branch, or the one that is
 * promoted to it, has the commit. Otherwise everybody else would meet a database with migrations that they can't have. Raises
 * `migrations_uncommitted`, `commit_elsewhere` (exit 5), and what fetching raises.
 */
export async function requireCommitted(
  git: Git,
  { name, upstream, entry }: Environment,
  signal: AbortSignal,
): Promise<string> {
  const dirty = await uncommittedMigrations(git);
  if (dirty.length > 0) {
    throw new CommandError(
      "migrations_uncommitted",
      `not as committed: ${dirty.join(", ")}`,
      "Commit and push them first, or put them aside.",
      exitCode.refused,
      dirty.map((file): Finding => ({
        code: "migrations_uncommitted",
        message: `${file} is not as committed`,
        hint: "Commit and push it first, or put it aside.",
        file,
      })),
    );
  }
  const from = entry?.promote?.from;
  const branches = [upstream, ...from === undefined ? [] : [{ ...upstream, branch: from }]];
  for (const branch of branches) await fetchBranch(git, branch, signal);
  const sha = await headSha(git);
  if (await isReachable(git, sha, branches.map(trackingRef))) return sha;
  throw new CommandError(
    "commit_elsewhere",
    `${sha.slice(0, 9)} is on none of ${
      branches.map(trackingRef).join(", ")
    }: ${name} would get migrations that are not there`,
    `Merge and push first, then check out ${branches.at(-1)?.branch}.`,
    exitCode.refused,
  );
}
