import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Git } from "../../git/git.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import { readCommonDir } from "../../git/repository.ts";
import { slipwayFolder } from "../../git/slipway-folder.ts";
import { checkPush } from "../../manifest/pushed-commits.ts";

/**
 * Checks a commit exactly as the pre-push hook does, and leaves its sha where the hook looks first: a commit never changes, so what has passed
 * once need not be asked again (some 130 ms of every ship). Raises what `checkPush` raises.
 */
export async function checkBeforePush(git: Git, { branch }: RemoteBranch, sha: string): Promise<void> {
  const [commonDir] = await Promise.all([
    readCommonDir(git),
    checkPush(git.root, [{ sha, refs: [`refs/heads/${branch}`] }]),
  ]);
  await writeFile(join(slipwayFolder(commonDir), "passed"), `${sha}\n`);
}
