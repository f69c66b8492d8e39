import { posix } from "node:path";
import { fields, openGit } from "../../git/git.ts";
import type { Workspace } from "../load.ts";

/** What a clone of this repository has: what git tracks, and what it would take in. */
export interface Listing {
  files: ReadonlySet<string>;
  /** Whether there is a file or a folder of exactly this name, whatever the file system thinks of capitals. */
  has(path: string): boolean;
  /** The files of this name, in whatever folder. */
  called(name: string): readonly string[];
  /** Whether the path begins with a file or a folder of the root. */
  isBelowTop(path: string): boolean;
}

/**
 * Lists it: of a work tree by one git process, without what is ignored or deleted; outside of git whatever is on disk. Paths below a
 * submodule are there.
 */
export async function listFiles({ root, tree }: Pick<Workspace, "root" | "tree">): Promise<Listing> {
  const files = new Set(
    tree.isWorkTree ? await listWorkTree(root) ?? await tree.paths() : await tree.paths(),
  );
  const folders = new Set<string>();
  const tops = new Set<string>();
  for (const file of files) {
    tops.add(file.split("/", 1)[0] ?? file);
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const isInFile = (path: string): boolean => {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (files.has(path.slice(0, end))) return true;
    }
    return false;
  };
  let byName: Map<string, string[]> | undefined;
  return {
    files,
    has: (path) => path === "" || files.has(path) || folders.has(path) || isInFile(path),
    called: (name) => (byName ??= Map.groupBy(files, (file) => posix.basename(file))).get(name) ?? [],
    isBelowTop: (path) => path.includes("/") && tops.has(path.slice(0, path.indexOf("/"))),
  };
}

async function listWorkTree(root: string): Promise<string[] | null> {
  const { code, stdout } = await openGit(root).run(
    ["ls-files", "-z", "-t", "--cached", "--others", "--deleted", "--exclude-standard"],
    { answers: [0, 128] },
  );
  if (code !== 0) return null;
  const lines = fields(stdout);
  // a file that is deleted is listed a second time, as R
  const gone = new Set(lines.filter((line) => line.startsWith("R ")).map((line) => line.slice(2)));
  return lines.map((line) => line.slice(2)).filter((path) => !gone.has(path));
}
