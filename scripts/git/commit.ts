import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { explained, failure, fields, type Git } from "./git.ts";
import { shipTrailer } from "./trailers.ts";

/** Puts exactly these paths into the index as they are on disk: new, changed or gone. */
export async function stage(git: Git, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await git.run(["update-index", "--add", "--remove", "-z", "--stdin"], {
    input: paths.map((path) => `${path}\0`).join(""),
  });
}

/** Commits the index and returns the new sha. The message is taken as it is, but for blank lines around it. */
export async function commit(git: Git, message: string): Promise<string> {
  return await write(git, [], message);
}

/** The same in place of the last commit. */
export async function amend(git: Git, message: string): Promise<string> {
  return await write(git, ["--amend", "--allow-empty"], message);
}

/** Hooks of git may amend what they were called for, so the sha is asked for when they are through. Raises `commit_refused`. */
async function write(git: Git, how: readonly string[], message: string): Promise<string> {
  const args = ["commit", ...how, "--cleanup=whitespace", "--file=-"];
  const answer = await git.run(args, { input: message, answers: [0, 1, 128] });
  if (answer.code === 0) return await headSha(git);
  const hooks = await commitHooks(git);
  const failed = failure(args, answer);
  if (hooks.length === 0) throw await explained(failed, answer);
  const refused = new CommandError(
    "commit_refused",
    `${failed.message}\n(hooks of this clone that may refuse a commit: ${hooks.join(", ")})`,
    hooks.includes("commit-msg")
      ? 'Fix what it names, or give a message that it takes: slipway ship --resume -m "<message>".'
      : "Fix what it names, then run slipway ship --resume.",
  );
  throw await explained(refused, answer);
}

/** The hooks that git runs before it makes a commit, as far as this clone has them. */
async function commitHooks(git: Git): Promise<string[]> {
  const { stdout } = await git.run(["rev-parse", "--path-format=absolute", "--git-path", "hooks"]);
  return ["pre-commit", "prepare-commit-msg", "commit-msg"].filter((name) =>
    existsSync(join(stdout.trim(), name))
  );
}

/** The paths that a commit changes, beside its first parent. */
export async function changedPaths(git: Git, sha: string): Promise<string[]> {
  const args = ["diff-tree", "-r", "--root", "--no-commit-id", "--name-only", "--no-renames", "-z", sha];
  return fields((await git.run(args)).stdout);
}

/** Whether HEAD is the commit that this ship made. */
export async function isShipCommit(git: Git, ship: string): Promise<boolean> {
  const { stdout } = await git.run(["log", "-1", "--format=%B", "HEAD", "--"]);
  return stdout.split("\n").includes(`${shipTrailer}: ${ship}`);
}

export async function headSha(git: Git): Promise<string> {
  return (await git.run(["rev-parse", "--verify", "HEAD^{commit}"])).stdout.trim();
}

/** The newest commit of this ship that HEAD or the tracking ref reaches, or null. `since` bounds the search: an ISO time. */
export async function findShipCommit(
  git: Git,
  ship: string,
  heads: readonly string[],
  since: string,
): Promise<string | null> {
  const { stdout } = await git.run([
    "log",
    "-1",
    "--format=%H",
    "--fixed-strings",
    `--grep=${shipTrailer}: ${ship}`,
    `--since=${since}`,
    // a branch that was never pushed has no tracking ref
    "--ignore-missing",
    ...heads,
    "--",
  ]);
  return stdout.trim() || null;
}

/** Whether one of the heads has the commit. A clone that has never heard of it answers no. */
export async function isReachable(git: Git, sha: string, heads: readonly string[]): Promise<boolean> {
  if (sha === "") return false;
  const answers = await Promise.all(
    heads.map((head) => git.run(["merge-base", "--is-ancestor", sha, head], { answers: [0, 1, 128] })),
  );
  return answers.some(({ code }) => code === 0);
}
