import { chmod, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { now, randomHex } from "../runtime.ts";
import { createInside, leadsOutside, realPathInside } from "./real-path.ts";

/** A file as it should be; only files that change have one. */
export interface Edit {
  /** Below the root. */
  path: string;
  after: Uint8Array;
  /** What it was planned from: when the file says something else by now, nothing is written. */
  before?: Uint8Array;
}

export const usualManifest = "version.json";
/** Its name in a repository whose version.json belongs to another tool. */
export const fallbackManifest = "slipway.json";
/** The manifest's file. A process works in one repository, so it is found once, by `findRoot`: see `useManifest`. */
export let manifestPath = usualManifest;

/** From here on `manifestPath` is this file. */
export function useManifest(path: typeof usualManifest | typeof fallbackManifest): void {
  manifestPath = path;
}

/** Milliseconds after which a temporary file belongs to a run that was killed. */
const abandonedAfter = 60_000;

/**
 * Writes every file beside its target first, then renames them into place, version.json last: whatever stops it, no
 * file is half written, and the next `sync` finishes or undoes the rest. File modes stay; links stay links. Nothing is
 * left behind when a write fails. Raises CommandError `changed_meanwhile` when somebody else wrote a file since it was
 * read, `file_missing` when it is gone, `path_outside` when it leads out of the repository.
 */
export async function writeEdits(root: string, edits: Edit[]): Promise<void> {
  const isManifest = ({ path }: Edit) => path === manifestPath;
  const ordered = [...edits.filter((edit) => !isManifest(edit)), ...edits.filter(isManifest)];
  const staged: { temporary: string; target: string }[] = [];
  try {
    for (const { path, after, before } of ordered) {
      const target = realPathInside(root, path);
      if (target === null || !(await stat(target)).isFile()) throw noFile(path);
      if (before !== undefined && !(await readFile(target)).equals(before)) throw changedMeanwhile(path);
      await removeAbandoned(target);
      const temporary = join(dirname(target), `${prefixOf(target)}${randomHex(6)}`);
      staged.push({ temporary, target });
      await stage(temporary, after, (await stat(target)).mode & 0o7777);
    }
    for (const { temporary, target } of staged) await rename(temporary, target);
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

/** Writes one file, there already or not. Raises what `writeEdits` raises. */
export async function writeInside(root: string, path: string, content: string | Uint8Array): Promise<void> {
  const after = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (realPathInside(root, path) !== null) return await writeEdits(root, [{ path, after }]);
  try {
    createInside(root, path, after);
  } catch (error) {
    // a link to where nothing is: made through it, the file would be there
    if (error instanceof Error && Reflect.get(error, "code") === "EEXIST") throw leadsOutside(path);
    throw error;
  }
}

async function stage(path: string, content: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
  await chmod(path, mode);
}

async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefixOf(target))) continue;
    const path = join(folder, name);
    // another run may just have renamed it
    const found = await stat(path).catch(() => null);
    if (found !== null && now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}

function prefixOf(target: string): string {
  return `.${basename(target)}.slipway-`;
}

function changedMeanwhile(path: string): CommandError {
  return new CommandError(
    "changed_meanwhile",
    `${path} was written by somebody else in this moment; nothing was changed`,
    "Run it again.",
    exitCode.refused,
  );
}

function noFile(path: string): CommandError {
  return new CommandError(
    "file_missing",
    `${path} is no file any more; nothing was changed`,
    "Restore it, then run it again.",
    exitCode.refused,
  );
}
