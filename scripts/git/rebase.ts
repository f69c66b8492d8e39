import { CommandError } from "../cli/command-error.ts";
import { fields, type Git } from "./git.ts";
import { type RemoteBranch, trackingRef } from "./remote.ts";

/** A file in conflict: as the commits began from it, and as the rebased commit has it; null where it was not there. */
export interface Conflict {
  path: string;
  base: string | null;
  own: string | null;
}

/**
 * Puts the commits that only HEAD has on top of the tracking ref. A file in conflict becomes what the remote has, if
 * `isGeneratedConflict` says that nothing is lost by it. Any other conflict undoes the whole rebase: raises `rebase_conflict` (exit 1) that
 * names the files, with HEAD as it was.
 */
export async function rebase(
  git: Git,
  upstream: RemoteBranch,
  isGeneratedConflict: (conflict: Conflict) => boolean,
): Promise<void> {
  let answer = await git.run(["rebase", "--quiet", "--empty=keep", trackingRef(upstream)], {
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
