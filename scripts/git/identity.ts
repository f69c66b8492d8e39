import type { Git } from "./git.ts";

/** Whether git knows in whose name to commit: by configuration, environment, or a guess that it takes itself. */
export async function hasIdentity(git: Git): Promise<boolean> {
  return (await git.run(["var", "GIT_COMMITTER_IDENT"], { answers: [0, 128] })).code === 0;
}

/** What to do about a missing one. */
export const identityFix = 'git config user.name "<you>" and git config user.email <your address>';
