import type { Git } from "./git.ts";

/** Whether git knows in whose name to commit, as author and as committer: by configuration, environment, or a guess that it takes itself. */
export async function hasIdentity(git: Git): Promise<boolean> {
  const answers = await Promise.all(
    ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"].map((name) => git.run(["var", name], { answers: [0, 128] })),
  );
  return answers.every(({ code }) => code === 0);
}

/** What to do about a missing one. */
export const identityFix = 'git config user.name "<you>" and git config user.email <your address>';
