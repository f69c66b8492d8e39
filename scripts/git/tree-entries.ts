import { join } from "node:path";
import { makeTempDir, removeDir } from "../runtime.ts";
import { fields, type Git } from "./git.ts";

/** What a tree has at a path. */
export interface TreeEntry {
  mode: string;
  object: string;
}

/** Every file of a commit or tree by its path, submodules included; or those of them that are named, never as patterns. */
export async function readEntries(
  git: Git,
  tree: string,
  paths: readonly string[] = [],
): Promise<Map<string, TreeEntry>> {
  const { stdout } = await git.run(["ls-tree", "-r", "-z", "--full-tree", tree, "--", ...paths]);
  return new Map(
    fields(stdout).map((line) => {
      const [head = "", ...path] = line.split("\t");
      const [mode = "", , object = ""] = head.split(" ");
      return [path.join("\t"), { mode, object }];
    }),
  );
}

/** A tree with these paths as they should be; null takes one out. No index of the person's is touched. */
export async function withEntries(
  git: Git,
  tree: string,
  entries: ReadonlyMap<string, TreeEntry | null>,
): Promise<string> {
  if (entries.size === 0) return tree;
  const folder = await makeTempDir("slipway-index-");
  try {
    return await writeTree(git, tree, entries, join(folder, "index"));
  } finally {
    await removeDir(folder);
  }
}

/** The same over an index at this path, which whoever calls it takes away. */
export async function writeTree(
  git: Git,
  tree: string,
  entries: ReadonlyMap<string, TreeEntry | null>,
  index: string,
): Promise<string> {
  const env = { GIT_INDEX_FILE: index };
  const gone = `0 ${"0".repeat(tree.length)}`;
  // what goes, goes first: a file may come where a folder was
  const ordered = [...entries].sort(([, a], [, b]) => Number(a !== null) - Number(b !== null));
  await git.run(["read-tree", tree], { env });
  await git.run(["update-index", "-z", "--index-info"], {
    env,
    input: ordered.map(([path, entry]) =>
      entry === null ? `${gone}\t${path}\0` : `${entry.mode} ${entry.object}\t${path}\0`
    ).join(""),
  });
  return (await git.run(["write-tree"], { env })).stdout.trim();
}
