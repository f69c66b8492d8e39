import { loadWorkspace, type Workspace } from "../../scripts/manifest/load.ts";
import type { Tree } from "../../scripts/manifest/tree.ts";

/** Files that are nowhere: path → text or bytes. */
function memoryTree(files: Record<string, string | Uint8Array>): Tree {
  const paths = Object.keys(files);
  return {
    isWorkTree: false,
    read(path) {
      const content = files[path];
      return Promise.resolve(
        typeof content === "string" ? new TextEncoder().encode(content) : content ?? null,
      );
    },
    paths: () => Promise.resolve(paths),
    exists: (path) => Promise.resolve(paths.some((file) => file === path || file.startsWith(`${path}/`))),
  };
}

/** A workspace of such files. */
export function memoryWorkspace(files: Record<string, string | Uint8Array>): Promise<Workspace> {
  return loadWorkspace("/nowhere", memoryTree(files));
}
