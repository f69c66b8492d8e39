import type { Git } from "./git.ts";
import { askRemote, limits, type RemoteBranch } from "./remote.ts";

/** What a ref of the remote is at now, `refs/tags/v1^{}` for the commit of a tag; null without it. */
export async function remoteRef(
  git: Git,
  upstream: RemoteBranch,
  ref: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { stdout } = await askRemote(
    git,
    upstream,
    ["ls-remote", "--", upstream.remote, ref],
    signal,
    limits.read,
  );
  return /^([0-9a-f]{40,64})\t/m.exec(stdout)?.[1] ?? null;
}
