import { fields, openGit } from "../git/git.ts";
import { type GitObject, openObjects } from "../git/objects.ts";
import { leadsOutside } from "./real-path.ts";
import type { Tree } from "./tree.ts";

/**
 * The files of a commit, without a checkout. Links inside the repository are followed, as on disk; `root` may be a folder below the
 * top of the work tree. Raises CommandError `git_failed`.
 */
export function commitTree(root: string, sha: string): Tree {
  const git = openGit(root);
  const read = openObjects(git);
  const known = new Map<string, Promise<GitObject | null>>();
  const look = (path: string): Promise<GitObject | null> => {
    // a line break would end the question
    if (path.includes("\n")) return Promise.resolve(null);
    const found = known.get(path) ?? read(`${sha}:./${path}`);
    known.set(path, found);
    return found;
  };
  return {
    isWorkTree: false,
    async read(path) {
      const object = await look(path);
      if (object?.kind === "symlink") throw leadsOutside(path);
      return object?.kind === "blob" ? object.bytes : null;
    },
    async paths() {
      return fields((await git.run(["ls-tree", "-r", "-z", "--name-only", sha])).stdout);
    },
    async exists(path) {
      const kind = (await look(path.replace(/\/+$/, "")))?.kind;
      return kind === "blob" || kind === "tree" || kind === "commit";
    },
  };
}
