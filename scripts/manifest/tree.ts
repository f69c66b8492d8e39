import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Where files are read from: the work tree, or a commit. Paths are below the root, with `/`. */
export interface Tree {
  /** A folder that people work in, where files may be there without being in a commit. */
  isWorkTree: boolean;
  /** The file's bytes; null when there is no such file. */
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
    async read(path) {
      try {
        return new Uint8Array(await readFile(join(root, path)));
      } catch (error) {
        if (isAbsence(error)) return null;
        throw error;
      }
    },
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
      await visit(folder);
      return files.sort();
    },
    async exists(path) {
      try {
        await stat(join(root, path));
        return true;
      } catch (error) {
        if (isAbsence(error)) return false;
        throw error;
      }
    },
  };
}

function noneIfAbsent(error: unknown): [] {
  if (isAbsence(error)) return [];
  throw error;
}

const absences: unknown[] = ["ENOENT", "ENOTDIR", "EISDIR"];

function isAbsence(error: unknown): boolean {
  return error instanceof Error && absences.includes(Reflect.get(error, "code"));
}
