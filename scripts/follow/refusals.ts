import { isReachable } from "../git/commit.ts";
import type { Git } from "../git/git.ts";
import type { RemoteBranch } from "../git/remote.ts";
import type { Here } from "./checkout.ts";
import type { Memory } from "./memory.ts";

interface Seen {
  here: Here;
  known: Memory | null;
  /** What the branch has now. */
  head: string;
}

/** Why the checkout is not where this host left it: another branch, or a commit that the branch does not have. Null when all is well. */
export async function foreignWhy(
  git: Git,
  { branch }: RemoteBranch,
  { here, known, head }: Seen,
): Promise<string | null> {
  // a fresh clone is on whatever the remote begins with
  if (known !== null && here.branch !== null && here.branch !== branch) {
    return `somebody checked out ${here.branch} here; ${acceptHint(head)}`;
  }
  if (known?.at === here.head || known?.from === here.head) return null;
  if (await isReachable(git, here.head, [head])) return null;
  const what = here.branch === null ? "a commit" : `${here.branch},`;
  return `${what} ${here.head.slice(0, 12)} is checked out, which ${branch} does not have; ${
    acceptHint(head)
  }`;
}

/** Why the branch is not followed: it does not contain any more what this host last took from it. Null when it only moved forward. */
export async function rewrittenWhy(
  git: Git,
  { remote, branch }: RemoteBranch,
  { known, head }: Omit<Seen, "here">,
): Promise<string | null> {
  if (known === null || await isReachable(git, known.at, [head])) return null;
  const isBackwards = await isReachable(git, head, [known.at]);
  const how = isBackwards ? "went back" : "was rewritten";
  return `${branch} of ${remote} ${how}, from ${known.at.slice(0, 12)} to ${head.slice(0, 12)}; ${
    acceptHint(head)
  }`;
}

function acceptHint(head: string): string {
  return `if that shall be deployed: --accept ${head}`;
}
