import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";
import { pushRefs } from "../git/push.ts";
import type { RemoteBranch } from "../git/remote.ts";
import { remoteRef } from "../git/remote-ref.ts";

/** What a branch's old history is kept by. */
export function archiveTag(branch: string, sha: string, at: Date): string {
  return `archive/${branch}/${at.toISOString().slice(0, 10)}-${sha.slice(0, 12)}`;
}

/** Makes sure that the remote has the tag at the commit, before anything is reset. Raises `archive_taken` (exit 5), `push_refused`. */
export async function archiveBranch(
  git: Git,
  upstream: RemoteBranch,
  { tag, sha, signal }: { tag: string; sha: string; signal: AbortSignal },
): Promise<void> {
  const ref = `refs/tags/${tag}`;
  const there = await remoteRef(git, upstream, ref, signal);
  if (there === null) {
    await pushRefs(git, upstream, [`${sha}:${ref}`], signal, [`--force-with-lease=${ref}:`]);
  }
  const now = there ?? await remoteRef(git, upstream, ref, signal);
  if (now === sha) return;
  throw new CommandError(
    "archive_taken",
    `${upstream.remote} has ${tag} at ${now?.slice(0, 12) ?? "nothing"}, and ${
      sha.slice(0, 12)
    } has to be kept by it`,
    "Nothing was reset. Rename that tag, or take it away, and try again.",
    exitCode.refused,
  );
}
