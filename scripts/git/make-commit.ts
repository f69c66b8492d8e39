import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { removeDir } from "../runtime.ts";
import { explained, failure, type Git } from "./git.ts";
import { readCommonDir } from "./repository.ts";
import { readEntries, type TreeEntry, writeTree } from "./tree-entries.ts";

/** A file of a commit that is made; null when it is gone there. */
export interface CommittedFile {
  path: string;
  after: Uint8Array | null;
}

/**
 * Makes a commit on top of `parent` with these files changed, without touching any work tree or index: whoever works in the clone notices
 * nothing, and what a killed process leaves in the git directory goes with the next one. One at a time per clone. Modes stay. Commits are signed where the person signs theirs. Raises
 * `commit_refused` with what git said.
 */
export async function makeCommit(
  git: Git,
  parent: string,
  files: readonly CommittedFile[],
  message: string,
): Promise<string> {
  const folder = join(await readCommonDir(git), "slipway", "making");
  await removeDir(folder);
  await mkdir(folder, { recursive: true });
  try {
    const [there, blobs] = await Promise.all([
      readEntries(git, parent, files.map(({ path }) => path)),
      writeBlobs(git, folder, files),
    ]);
    const entries = new Map(files.map(({ path }): [string, TreeEntry | null] => {
      const object = blobs.get(path);
      // an executable stays one
      return [path, object === undefined ? null : { mode: there.get(path)?.mode ?? "100644", object }];
    }));
    const tree = await writeTree(git, parent, entries, join(folder, "index"));
    return await commitTreeObject(git, tree, [parent], message);
  } finally {
    await removeDir(folder);
  }
}

/** The blobs by path, byte for byte, whatever filters the clone has; of files that are gone none. */
async function writeBlobs(
  git: Git,
  folder: string,
  files: readonly CommittedFile[],
): Promise<Map<string, string>> {
  const contents = files.flatMap(({ path, after }) => after === null ? [] : [{ path, after }]);
  const names = contents.map((_, place) => join(folder, String(place)));
  await Promise.all(contents.map(({ after }, place) => writeFile(names[place] ?? "", after)));
  const { stdout } = await git.run(["hash-object", "-w", "--no-filters", "--stdin-paths"], {
    input: names.map((name) => `${name}\n`).join(""),
  });
  const blobs = stdout.split("\n");
  return new Map(contents.map(({ path }, place) => [path, blobs[place] ?? ""]));
}

/** Makes a commit of a tree, signed where the person signs theirs; no ref moves. Raises `commit_refused` with what git said. */
export async function commitTreeObject(
  git: Git,
  tree: string,
  parents: readonly string[],
  message: string,
): Promise<string> {
  const { stdout: signs } = await git.run(["config", "--type=bool", "--get", "commit.gpgSign"], {
    answers: [0, 1],
  });
  const sign = signs.trim() === "true" ? ["-S"] : [];
  const args = ["commit-tree", ...sign, tree, ...parents.flatMap((parent) => ["-p", parent]), "-F", "-"];
  const answer = await git.run(args, { input: message, answers: [0, 1, 128] });
  const commit = answer.stdout.trim();
  // without a key, ssh signing of some versions of git complains and makes an unsigned one
  const isSigned = answer.code === 0 && (sign.length === 0 || await hasSignature(git, commit));
  if (isSigned) return commit;
  const refused = new CommandError(
    "commit_refused",
    answer.code === 0
      ? `git made the commit without a signature: ${answer.stderr}`
      : failure(args, answer).message,
    "Fix what git names (a key that signs, a name and address to commit in), then run the command again.",
  );
  throw await explained(refused, answer);
}

async function hasSignature(git: Git, commit: string): Promise<boolean> {
  return /^gpgsig(-sha256)? /m.test((await git.run(["cat-file", "commit", commit])).stdout);
}
