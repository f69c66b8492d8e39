import type { Git } from "../git/git.ts";
import { releaseTrailer } from "../git/trailers.ts";
import type { Commit } from "../history/log/commit.ts";
import { readLog } from "../history/log/read-log.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isBotCommit } from "./bot-commit.ts";
import { isOwnShip } from "./own-ship.ts";

/** Whether a release made this commit of a log: see `isBotCommit`, which is all that decides. */
export function isOwn(manifest: Manifest, { trailers, paths }: Pick<Commit, "trailers" | "paths">): boolean {
  const releases = trailers.filter(({ name }) => name === releaseTrailer).map(({ value }) => value);
  return isBotCommit(manifest, { releases, paths });
}

/** What a push brought, as far as workflows care. */
interface OwnPush {
  isOwn: boolean;
  /** Its commits; 0 when nobody can tell. */
  commits: number;
}

/**
 * Whether a push up to `sha` brought nothing but commits that releases and ships made; of the commit alone without `since`, which is what the branch was
 * at before. When that can't be told, as after a force push or of a new branch, it is no such push: whatever runs then finds out by itself.
 * Raises `git_failed` for a commit that the clone lacks.
 */
export async function isOwnPush(git: Git, sha: string, since?: string): Promise<OwnPush> {
  const { stdout } = await git.run(["rev-list", "--parents", "--max-count=1", "--end-of-options", sha, "--"]);
  const [head = "", ...parents] = stdout.trim().split(" ");
  const before = since === undefined ? parents : await knownCommit(git, since);
  if (before === null) return { isOwn: false, commits: 0 };
  const [{ manifest }, commits] = await Promise.all([
    loadWorkspace(git.root, commitTree(git.root, head)),
    readLog(git, { from: [head], without: before }),
  ]);
  // a merge that changes nothing itself only brings what others made
  const telling = commits.filter(({ parents, paths }) => parents.length < 2 || paths.length > 0);
  const own = await Promise.all(
    telling.map(async (commit) => isOwn(manifest, commit) || await isOwnShip(git, commit)),
  );
  return { isOwn: own.length > 0 && own.every((one) => one), commits: commits.length };
}

/** Null for the zeros of a new branch, and for what a force push left behind. */
async function knownCommit(git: Git, name: string): Promise<string[] | null> {
  if (!/^[0-9a-f]{40,64}$/.test(name) || /^0+$/.test(name)) return null;
  const { code } = await git.run(["cat-file", "-e", `${name}^{commit}`], { answers: [0, 1, 128] });
  return code === 0 ? [name] : null;
}
