import { CommandError } from "../cli/command-error.ts";
import { fields, type Git } from "./git.ts";
import { type RemoteBranch, trackingRef } from "./remote.ts";

/** A file in conflict: as the commits began from it, and as the rebased commit has it; null where it was not there. */
export interface Conflict {
  path: string;
  base: string | null;
  own: string | null;
}

/** The commits that only HEAD has, newest first. */
export async function unpushedCommits(git: Git, upstream: RemoteBranch): Promise<string[]> {
  const { stdout } = await git.run(["rev-list", `${trackingRef(upstream)}..HEAD`, "--"]);
  return stdout.split("\n").filter((sha) => sha !== "");
}

/**
 * Puts HEAD's commit, the only one that the remote lacks, on top of the tracking ref. A file in conflict becomes what the remote has, if
 * `isGeneratedConflict` says that nothing is lost by it. Any other conflict, and any file that comes out otherwise than both sides had it,
 * undoes everything: raises `rebase_conflict` or `rebase_changed_more` (exit 1), with HEAD as it was.
 */
export async function rebaseCommit(
  git: Git,
  upstream: RemoteBranch,
  isGeneratedConflict: (conflict: Conflict) => boolean,
): Promise<void> {
  const before = (await git.run(["rev-parse", "HEAD", "HEAD^"])).stdout.trim().split("\n");
  const [own = "", parent = ""] = before;
  let answer = await git.run(["rebase", "--quiet", "--empty=keep", "--onto", trackingRef(upstream), parent], {
    answers: [0, 1, 128],
  });
  while (answer.code !== 0) {
    const paths = await unmerged(git);
    const stuck: string[] = [];
    for (const path of paths) if (!isGeneratedConflict(await readConflict(git, path))) stuck.push(path);
    if (paths.length === 0 || stuck.length > 0) {
      await git.run(["rebase", "--abort"], { answers: [0, 1, 128] });
      throw conflicted(upstream, stuck, answer.stderr);
    }
    await git.run(["checkout", "--quiet", "--ours", "--", ...paths.map(literal)]);
    await git.run(["add", "--", ...paths.map(literal)]);
    answer = await git.run(["rebase", "--continue"], { answers: [0, 1, 128] });
  }
  const strange = await unexpectedPaths(git, { own, parent, onto: trackingRef(upstream) });
  if (strange.length === 0) return;
  await git.run(["reset", "--quiet", "--keep", own]);
  throw new CommandError(
    "rebase_changed_more",
    `on top of ${upstream.remote}/${upstream.branch} the commit would change ${
      strange.join(", ")
    }, which neither side did`,
    `A hook or filter of git may have done it. Run git pull --rebase ${upstream.remote} ${upstream.branch} and look, then slipway ship --resume.`,
  );
}

/**
 * Files of HEAD that are neither as the remote has them nor as the commit had them, though only one side touched them: a file that both
 * touched is git's merge of the two.
 */
async function unexpectedPaths(
  git: Git,
  { own, parent, onto }: { own: string; parent: string; onto: string },
): Promise<string[]> {
  const names = async (from: string, to: string) =>
    fields((await git.run(["diff", "--name-only", "--no-renames", "-z", from, to, "--"])).stdout);
  const [ours, theirs, beyondTheirs, beyondOurs] = await Promise.all([
    names(parent, own),
    names(parent, onto),
    names(onto, "HEAD"),
    names(own, "HEAD"),
  ]);
  return [
    ...beyondTheirs.filter((path) => !ours.includes(path)),
    ...beyondOurs.filter((path) => !theirs.includes(path)),
  ];
}

/** Ends a rebase that a killed process left; HEAD is then what it was before. */
export async function abortRebase(git: Git): Promise<void> {
  await git.run(["rebase", "--abort"]);
}

async function unmerged(git: Git): Promise<string[]> {
  return fields((await git.run(["diff", "--name-only", "--diff-filter=U", "-z"])).stdout);
}

/** In a rebase, stage 1 is the common ancestor, 2 the remote's side, 3 the commit that is moved. */
async function readConflict(git: Git, path: string): Promise<Conflict> {
  const [base, remote, own] = await Promise.all([1, 2, 3].map(async (stage) => {
    const { code, stdout } = await git.run(["cat-file", "blob", `:${stage}:${path}`], { answers: [0, 128] });
    return code === 0 ? stdout : null;
  }));
  // what the remote removed can't be taken
  return { path, base: remote === null ? null : base ?? null, own: own ?? null };
}

function literal(path: string): string {
  return `:(literal,top)${path}`;
}

function conflicted(upstream: RemoteBranch, paths: readonly string[], said: string): CommandError {
  const where = `${upstream.remote}/${upstream.branch}`;
  const what = paths.length > 0 ? `${paths.join(", ")} changed there as well` : said.trim();
  return new CommandError(
    "rebase_conflict",
    `${where} moved, and the ship can't be put on top of it: ${what}`,
    `The commit stays. Run git pull --rebase ${upstream.remote} ${upstream.branch}, then slipway ship --resume.`,
  );
}
