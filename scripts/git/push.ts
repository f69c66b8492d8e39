import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "./git.ts";
import { askRemote, limits, type RemoteBranch, unreachable } from "./remote.ts";

type PushOutcome = "pushed" | "moved";

/** One ref is pushed whole or not at all by every server; of several, none may be left out. */
export function pushArgs(
  { remote, branch }: RemoteBranch,
  commit = "HEAD",
  others: readonly string[] = [],
): string[] {
  const atomic = others.length > 0 ? ["--atomic"] : [];
  return [
    ...["push", "--porcelain", ...atomic, "--no-follow-tags", "--"],
    ...[remote, `${commit}:refs/heads/${branch}`, ...others],
  ];
}

/** Pushes the commit. `moved`: the remote has commits that it lacks. Raises `remote_timeout`, `push_not_atomic` (exit 5), and `push_refused` for anything else. */
export async function pushCommit(
  git: Git,
  upstream: RemoteBranch,
  commit: string,
  signal?: AbortSignal,
  { limitMs = limits.push, others = [] }: { limitMs?: number; others?: readonly string[] } = {},
): Promise<PushOutcome> {
  const answer = await askRemote(git, upstream, pushArgs(upstream, commit, others), signal, limitMs);
  if (answer.code === 0) return "pushed";
  if (answer.stdout.split("\n").some((line) => line.startsWith("!\t") && isMoved(line))) return "moved";
  if (/does not support --atomic/.test(answer.stderr)) throw notAtomic(upstream);
  throw await unreachable("push_refused", upstream, answer);
}

/** Pushes these refspecs, all or none. Raises `push_refused`, `push_not_atomic` (exit 5), `remote_timeout`. */
export async function pushRefs(
  git: Git,
  upstream: RemoteBranch,
  refs: readonly string[],
  signal?: AbortSignal,
  options: readonly string[] = [],
): Promise<void> {
  const how = ["push", "--porcelain", "--atomic", "--no-follow-tags", ...options];
  const args = [...how, "--", upstream.remote, ...refs];
  const answer = await askRemote(git, upstream, args, signal, limits.push);
  if (/does not support --atomic/.test(answer.stderr)) throw notAtomic(upstream);
  if (answer.code !== 0) throw await unreachable("push_refused", upstream, answer);
}

function notAtomic({ remote }: RemoteBranch): CommandError {
  return new CommandError(
    "push_not_atomic",
    `${remote} can't take several refs all or none, so that half of them could be left out`,
    "Push to a server that knows atomic pushes, as git's own over ssh or https.",
    exitCode.refused,
  );
}

/** A push that another push overtook is told so in one of these ways, by the client or by the server. */
function isMoved(line: string): boolean {
  return line.includes("cannot lock ref") || line.includes(" but expected") ||
    /\((fetch first|non-fast-forward|stale info|needs force|incorrect old value provided|failed to update ref)\)/
      .test(line);
}
