import type { Edit } from "./edits.ts";
import type { Tree } from "./tree.ts";

/** A tree as it will be once the edits are made. */
export function overlayTree(tree: Tree, edits: readonly Edit[]): Tree {
  const changed = new Map(edits.map(({ path, after }) => [path, after]));
  return {
    isWorkTree: tree.isWorkTree,
    read: (path) => changed.has(path) ? Promise.resolve(changed.get(path) ?? null) : tree.read(path),
    async paths(folder) {
      return [...new Set([...await tree.paths(folder), ...changed.keys()])].sort();
    },
    exists: async (path) => changed.has(path) || await tree.exists(path),
  };
}
