import type { Tree } from "./tree.ts";

/** A file as it will be; null when it goes. */
interface Changed {
  path: string;
  after: Uint8Array | null;
}

/** A tree as it will be with these files. */
export function overlayTree(tree: Tree, files: readonly Changed[]): Tree {
  const changed = new Map(files.map(({ path, after }) => [path, after]));
  return {
    isWorkTree: tree.isWorkTree,
    read: (path) => changed.has(path) ? Promise.resolve(changed.get(path) ?? null) : tree.read(path),
    async paths(folder) {
      const paths = new Set([...await tree.paths(folder), ...changed.keys()]);
      return [...paths].filter((path) => changed.get(path) !== null).sort();
    },
    exists: async (path) => changed.has(path) ? changed.get(path) !== null : await tree.exists(path),
  };
}
