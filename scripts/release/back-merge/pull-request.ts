import type { Git } from "../../git/git.ts";
import { pushRefs } from "../../git/push.ts";
import type { CodeHost, PullRequest } from "../../host/code-host.ts";
import type { Branches } from "./branches.ts";

/** Pushes a merge that the branch itself does not take to a branch beside it, and asks for it to be merged. Run again, it updates the same one. */
export async function askForBackMerge(
  git: Git,
  host: CodeHost,
  { remote, from, to }: Branches,
  sha: string,
  signal: AbortSignal,
): Promise<PullRequest> {
  const head = `slipway/back-merge-${from}-into-${to}`;
  await pushRefs(git, { remote, branch: head }, [`+${sha}:refs/heads/${head}`], signal);
  return await host.openPullRequest({
    ...{ head, base: to, title: `chore: merge ${from} back into ${to}` },
    body: `What was released on \`${from}\` belongs into \`${to}\` as well.\n\n` +
      "Merge it with a merge commit: a squash would leave the branches apart, and the next back-merge would ask again.\n",
  });
}
