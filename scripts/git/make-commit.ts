import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { makeTempDir, removeDir } from "../runtime.ts";
import { failure, type Git } from "./git.ts";

/** A file of a commit that is made; null when it is gone there. */
export interface CommittedFile {
  path: string;
  after: Uint8Array | null;
}

/**
 * Makes a commit on top of `parent` with these files changed, without touching any work tree or index: whoever works in the clone notices
 * nothing, and a process that is killed leaves nothing behind. Modes stay. Commits are signed where the person signs theirs. Raises
 * `commit_refused` with what git said.
 */
export async function makeCommit(
  git: Git,
  parent: string,
  files: readonly CommittedFile[],
  message: string,
): Promise<string> {
  const folder = await makeTempDir("slipway-index-");
  const index = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    const [modes, blobs] = await Promise.all([
      readModes(git, parent, files.map(({ path }) => path)),
      Promise.all(files.map(({ after }) => after === null ? null : writeBlob(git, after))),
      git.run(["read-tree", parent], { env: index }),
    ]);
    const lines = files.map(({ path }, place) => {
      const blob = blobs[place] ?? null;
      return blob === null
        ? `0 ${"0".repeat(40)}\t${path}\0`
        : `${modes.get(path) ?? "100644"} ${blob}\t${path}\0`;
    });
    await git.run(["update-index", "-z", "--index-info"], { env: index, input: lines.join("") });
    const tree = (await git.run(["write-tree"], { env: index })).stdout.trim();
    return await commitTreeObject(git, tree, [parent], message);
  } finally {
    await removeDir(folder);
  }
}

async function writeBlob(git: Git, content: Uint8Array): Promise<string> {
  const input = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  return (await git.run(["hash-object", "-w", "--stdin"], { input })).stdout.trim();
}

/** The modes of files that are there: an executable stays one. */
async function readModes(git: Git, commit: string, paths: readonly string[]): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  // ls-tree takes paths as they are, never as patterns
  const { stdout } = await git.run(["ls-tree", "-z", "--full-tree", commit, "--", ...paths]);
  return new Map(
    stdout.split("\0").filter((line) => line !== "").map((line) => {
      const [head = "", path = ""] = line.split("\t");
      return [path, head.split(" ")[0] ?? "100644"];
    }),
  );
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
  if (answer.code === 0) return answer.stdout.trim();
  throw new CommandError(
    "commit_refused",
    failure(args, answer).message,
    "Fix what git names (a key that signs, a name and address to commit in), then run the command again.",
  );
}
