import type { Git } from "./git.ts";
import { keepTags, makeTag } from "./make-tag.ts";
import { pushRefs } from "./push.ts";
import type { RemoteBranch } from "./remote.ts";
import { remoteRef } from "./remote-ref.ts";

/** An annotated tag that the remote is to have. */
interface WantedTag {
  name: string;
  commit: string;
  message: string;
}

/**
 * Makes and pushes an annotated tag that the remote lacks; one that is there stays, whatever it leads to. Returns the commit that the
 * remote's tag leads to now. Raises `tag_refused`, `push_refused`, `remote_timeout`.
 */
export async function pushTagOnce(
  git: Git,
  upstream: RemoteBranch,
  { name, commit, message }: WantedTag,
  signal: AbortSignal,
): Promise<string> {
  const there = await commitOfTag(git, upstream, name, signal);
  if (there !== null) return there;
  const tag = await makeTag(git, name, commit, message);
  const ref = `refs/tags/${name}`;
  await pushRefs(git, upstream, [`${tag.object}:${ref}`], signal, [`--force-with-lease=${ref}:`]);
  await keepTags(git, [tag]);
  return commit;
}

/** The commit that the remote's tag leads to, whatever a person's own tags say; null without it. */
async function commitOfTag(
  git: Git,
  upstream: RemoteBranch,
  name: string,
  signal: AbortSignal,
): Promise<string | null> {
  const peeled = await remoteRef(git, upstream, `refs/tags/${name}^{}`, signal);
  return peeled ?? await remoteRef(git, upstream, `refs/tags/${name}`, signal);
}
