import type { Git } from "./git.ts";
import type { RemoteBranch } from "./remote.ts";
import { pushRefs } from "./push.ts";
import { CommandError } from "../cli/command-error.ts";

/**
 * Makes a branch of one's own this commit, whatever it had, as long as that is what was seen: null for a branch that was not there. False when
 * somebody wrote it meanwhile. Raises `push_refused`, `remote_timeout`.
 */
export async function pushLeased(
  git: Git,
  upstream: RemoteBranch,
  sha: string,
  seen: string | null,
  signal?: AbortSignal,
): Promise<boolean> {
  const ref = `refs/heads/${upstream.branch}`;
  try {
    await pushRefs(git, upstream, [`${sha}:${ref}`], signal, [`--force-with-lease=${ref}:${seen ?? ""}`]);
    return true;
  } catch (error) {
    if (error instanceof CommandError && /\(stale info\)/.test(error.message)) return false;
    throw error;
  }
}
