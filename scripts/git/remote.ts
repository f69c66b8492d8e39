import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { isReachable } from "./commit.ts";
import { explained, type Git, type GitAnswer } from "./git.ts";

/** A branch of a remote. */
export interface RemoteBranch {
  remote: string;
  branch: string;
}

/** Milliseconds that a remote has to answer; a push may carry big objects, and first runs the hook of the clone. */
export const limits = { read: 120_000, push: 1_200_000 };

/** Where the clone keeps what it last saw of the branch. */
export function trackingRef({ remote, branch }: RemoteBranch): string {
  return `refs/remotes/${remote}/${branch}`;
}

/** The command without its settings, as a person would type it. */
export function fetchArgs({ remote, branch }: RemoteBranch): string[] {
  return [
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--",
    remote,
    `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`,
  ];
}

/**
 * Brings the tracking ref up to date; no work tree changes. A remote without any branch waits for its first push, which is fine. Raises
 * `branch_gone` (exit 5), `fetch_failed`, `remote_timeout`.
 */
export async function fetchBranch(
  git: Git,
  upstream: RemoteBranch,
  signal?: AbortSignal,
  limitMs: number = limits.read,
): Promise<void> {
  const once = () => askRemote(git, upstream, fetchArgs(upstream), signal, limitMs);
  let answer = await once();
  // 1: another git, as the push of a killed ship, moved the tracking ref meanwhile; the remote itself ends with 128
  if (answer.code === 1) answer = await once();
  if (answer.code === 0) return;
  const { head, ...rest } = await lookAtRemote(git, upstream, signal, limitMs);
  if (head !== null) throw await unreachable("fetch_failed", upstream, answer);
  const gone = await missingBranch(git, upstream, { head, ...rest });
  if (gone !== null) throw refuseAll("branch_gone", [gone]);
}

/** What a remote has right now. */
interface RemoteState {
  /** The commit of the branch; null when there is no such branch. */
  head: string | null;
  /** The branch that a fresh clone would be on; null when the remote does not say, as one without commits. */
  defaultBranch: string | null;
  /** It has branches at all. */
  hasBranches: boolean;
}

/** Asks the remote without fetching anything. Raises `fetch_failed`, `remote_timeout`. */
export async function lookAtRemote(
  git: Git,
  upstream: RemoteBranch,
  signal?: AbortSignal,
  limitMs: number = limits.read,
): Promise<RemoteState> {
  const ref = `refs/heads/${upstream.branch}`;
  const list = async (...args: string[]) => {
    const answer = await askRemote(git, upstream, ["ls-remote", "--quiet", ...args], signal, limitMs);
    if (answer.code !== 0) throw await unreachable("fetch_failed", upstream, answer);
    return answer.stdout;
  };
  const said = await list("--symref", "--", upstream.remote, "HEAD", ref);
  const head = new RegExp(`^([0-9a-f]{40,64})\t${escape(ref)}$`, "m").exec(said)?.[1] ?? null;
  const defaultBranch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(said)?.[1] ?? null;
  const hasBranches = head !== null || /\tHEAD$/m.test(said) ||
    (await list("--heads", "--", upstream.remote)).trim() !== "";
  return { head, defaultBranch, hasBranches };
}

/**
 * What to say of a remote without the branch: that it is gone or was renamed, when the clone has tracked it or the remote has others. Null
 * when a first push may make it.
 */
export async function missingBranch(
  git: Git,
  upstream: RemoteBranch,
  { head, defaultBranch, hasBranches }: RemoteState,
): Promise<Finding | null> {
  if (head !== null) return null;
  const { remote, branch } = upstream;
  const tracked = await git.run(["rev-parse", "--verify", "--quiet", trackingRef(upstream)], {
    answers: [0, 1],
  });
  if (!hasBranches && tracked.code !== 0) return null;
  const other = defaultBranch === null || defaultBranch === branch
    ? ""
    : `; its default branch is ${defaultBranch}`;
  return {
    code: "branch_gone",
    message: `${remote} has no branch ${branch}${other}`,
    hint: other === ""
      ? `If it shall be there: git push ${remote} ${branch}. Otherwise correct ship.environment.branch in version.json.`
      : `If it was renamed, write ${defaultBranch} into version.json: ship.environment.branch. If it shall be there: git push ${remote} ${branch}`,
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** How many commits HEAD and the tracking ref have for themselves; null when the clone never saw the branch. */
export async function aheadBehind(
  git: Git,
  upstream: RemoteBranch,
  head = "HEAD",
): Promise<{ ahead: number; behind: number } | null> {
  const answer = await git.run(
    ["rev-list", "--left-right", "--count", `${head}...${trackingRef(upstream)}`, "--"],
    { answers: [0, 128] },
  );
  if (answer.code !== 0) return null;
  const [ahead, behind] = answer.stdout.trim().split("\t").map(Number);
  return { ahead: ahead ?? 0, behind: behind ?? 0 };
}

/** Whether the tracking ref contains the commit. */
export async function isPushed(git: Git, upstream: RemoteBranch, sha: string): Promise<boolean> {
  return await isReachable(git, sha, [trackingRef(upstream)]);
}

export function fastForwardArgs(upstream: RemoteBranch): string[] {
  return ["merge", "--ff-only", "--quiet", trackingRef(upstream)];
}

/** Moves HEAD forward to the tracking ref; local changes of other files stay. Raises `fast_forward_blocked` (exit 5). */
export async function fastForward(git: Git, upstream: RemoteBranch): Promise<void> {
  const answer = await git.run(fastForwardArgs(upstream), { answers: [0, 1, 128] });
  if (answer.code === 0) return;
  throw new CommandError(
    "fast_forward_blocked",
    `${upstream.branch} can't be brought up to ${upstream.remote}/${upstream.branch}: ${answer.stderr.trim()}`,
    "Somebody changed the same files. Commit yours, then run git pull --rebase.",
    exitCode.refused,
  );
}

/**
 * Runs what talks to the remote, no longer than the limit; what writes there needs more time. Raises `remote_unknown` (exit 5),
 * `remote_timeout`.
 */
export async function askRemote(
  git: Git,
  { remote }: RemoteBranch,
  args: readonly string[],
  signal?: AbortSignal,
  limitMs: number = limits.read,
): Promise<GitAnswer> {
  await requireRemote(git, remote);
  const limit = AbortSignal.timeout(limitMs);
  try {
    const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    return await git.run(args, { answers: [0, 1, 128], signal: either });
  } catch (error) {
    if (error !== limit.reason) throw error;
    throw new CommandError(
      "remote_timeout",
      `${remote} did not answer git ${args[0]} within ${limitMs / 1000} seconds`,
      args[0] === "push"
        ? "The commit stays. Check the remote and the network, then run slipway ship --resume."
        : "Check the remote and the network, then run the command again.",
    );
  }
}

/** git takes a name that it does not know for a path or an address; in a folder of the branch the hooks of a repository there would run. */
async function requireRemote(git: Git, remote: string): Promise<void> {
  const { stdout } = await git.run(["config", "--get-all", `remote.${remote}.url`], { answers: [0, 1] });
  if (stdout.trim() !== "") return;
  throw new CommandError(
    "remote_unknown",
    `the clone has no remote ${remote}, which version.json names as ship.remote`,
    `git remote -v shows those that it has: correct version.json, or run git remote add ${remote} <address>.`,
    exitCode.refused,
  );
}

/** What a remote said that did not do what it was asked, with what that is known to mean. */
export async function unreachable(
  code: string,
  { remote, branch }: RemoteBranch,
  { stdout, stderr }: GitAnswer,
): Promise<CommandError> {
  const said = [...stdout.split("\n").filter((line) => line.startsWith("!\t")), ...stderr.trim().split("\n")];
  const what = code === "push_refused" ? "takes no push" : "can't be read";
  const error = new CommandError(
    code,
    `${branch} of ${remote} ${what}:\n${said.slice(-12).join("\n")}`,
    code === "push_refused"
      ? "The commit stays. Fix what git names, then run slipway ship --resume."
      : "Check the remote and the network.",
  );
  return await explained(error, { stdout, stderr });
}
