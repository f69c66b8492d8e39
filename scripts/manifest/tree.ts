import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { isAbsence, readInside, realPathInside } from "./real-path.ts";

/** Where files are read from: the work tree, or a commit. Paths are below the root, with `/`. */
export interface Tree {
  /** A folder that people work in, where files may be there without being in a commit. */
  isWorkTree: boolean;
  /** The file's bytes; null when there is no such file. Raises CommandError `path_outside` for one that leads out of the repository. */
  read(path: string): Promise<Uint8Array | null>;
  /** Every file, or at least those in a folder; of a commit the tracked ones, of a work tree all but `.git` and `node_modules`. */
  paths(folder?: string): Promise<string[]>;
  /** Whether there is a file or a folder. */
  exists(path: string): Promise<boolean>;
}

/** What is on disk. */
export function workTree(root: string): Tree {
  return {
    isWorkTree: true,
    read: (path) => Promise.resolve().then(() => readInside(root, path)),
    async paths(folder = "") {
      const files: string[] = [];
      const visit = async (folder: string): Promise<void> => {
        const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(noneIfAbsent);
        await Promise.all(entries.map((entry) => {
          const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
          if (!entry.isDirectory()) files.push(path);
          else if (entry.name !== ".git" && entry.name !== "node_modules") return visit(path);
        }));
      };
      if (isThere(root, folder)) await visit(folder);
      return files.sort();
    },
    exists: (path) => Promise.resolve(isThere(root, path)),
  };
}

/** What leads out of the repository is not there. */
function isThere(root: string, path: string): boolean {
  try {
    return realPathInside(root, path) !== null;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

function noneIfAbsent(error: unknown): [] {
  if (isAbsence(error)) return [];
  throw error;
}
