import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Git } from "../../git/git.ts";
import { abortRebase } from "../../git/rebase.ts";

const mark = (gitDir: string) => join(gitDir, "slipway-rebase");

/** Leaves a mark while the work rebases: a rebase that a killed ship left is told from a person's own by it. */
export async function markedRebase(git: Git, work: () => Promise<void>): Promise<void> {
  const { stdout } = await git.run(["rev-parse", "--absolute-git-dir"]);
  const file = mark(stdout.trim());
  await writeFile(file, "");
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Undoes the rebase that a killed ship left, if it did; HEAD is then what it was before. False when there is none, or a person's. */
export async function undoOwnRebase(
  git: Git,
  { gitDir, operation }: { gitDir: string; operation: string | null },
): Promise<boolean> {
  if (!existsSync(mark(gitDir))) return false;
  if (operation === "rebase") await abortRebase(git);
  await rm(mark(gitDir), { force: true });
  return operation === "rebase";
}
