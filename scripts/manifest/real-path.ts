import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { hasControlCharacter, whyNoPath } from "./path-rule.ts";

/** The largest file that is read: far above every project file, far below what fills a memory. */
const maxBytes = 16_000_000;

/**
 * Where a path below the root really is, links followed; null when nothing is there. Everything that reads or writes a file which a
 * branch may name goes through here: links are committed like files. Raises CommandError `path_outside`, exit code 5, for a name
 * that may lead out of the repository, and for a link that does.
 */
export function realPathInside(root: string, path: string): string | null {
  // version.json can't name it, and git can't be asked for it
  if (hasControlCharacter(path)) return null;
  const why = whyNoPath(path);
  if (why !== null) throw outside(path, `is refused: only ${why} is read or written`);
  const real = realPath(join(root, path));
  if (real === null) return null;
  const inside = relative(realpathSync(root), real).split(sep).join("/");
  if (isAbsolute(inside) || whyNoPath(inside) !== null) throw leadsOutside(path);
  return real;
}

/** The bytes of a regular file; null when there is none. Raises what `realPathInside` raises, and CommandError `file_too_large`. */
export function readInside(root: string, path: string): Uint8Array | null {
  const real = realPathInside(root, path);
  const found = real === null ? null : statSync(real);
  if (real === null || !found?.isFile()) return null;
  if (found.size > maxBytes) {
    throw new CommandError(
      "file_too_large",
      `${path} has ${found.size} bytes, and only ${maxBytes} are read`,
      "Name a smaller file in version.json.",
      exitCode.refused,
    );
  }
  // what became a link since then is not followed
  const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return new Uint8Array(readFileSync(file));
  } finally {
    closeSync(file);
  }
}

/** Raises what `realPathInside` raises for what is there of a folder: whoever makes the rest of it stays inside. */
export function requireInside(root: string, folder: string): void {
  for (let at = folder; at !== "." && realPathInside(root, at) === null;) at = dirname(at);
}

/** Makes a file that is not there yet, with its folders. Raises what `realPathInside` raises, and EEXIST. */
export function createInside(root: string, path: string, text: string | Uint8Array): void {
  requireInside(root, dirname(path));
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: "wx" });
}

/** What a link raises that leads out of the repository. */
export function leadsOutside(path: string): CommandError {
  return outside(path, "leads out of the repository and is neither read nor written");
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** Whether an error says that there is no such file. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && absences.includes(Reflect.get(error, "code"));
}

// ELOOP: a link that leads to itself
const absences: unknown[] = ["ENOENT", "ENOTDIR", "EISDIR", "ELOOP"];

function outside(path: string, what: string): CommandError {
  return new CommandError(
    "path_outside",
    `${JSON.stringify(path)} ${what}`,
    "Name a file of this repository; put the file itself where a link leads elsewhere.",
    exitCode.refused,
  );
}
