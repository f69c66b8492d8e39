import { open } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { fields, type Git } from "./git.ts";

/** Milliseconds that submodules or large files may take to arrive. */
const limitMs = 1_200_000;
/** How a file of Git LFS begins while its content is elsewhere. */
const lfsPointer = "version https://git-lfs.github.com/spec/v1";

/**
 * Brings what a fresh work tree lacks of its commit: submodules, and the contents of files in Git LFS. Raises `tree_incomplete` (exit 9)
 * when something stays away, because what is deployed must be the commit, and the signal's reason.
 */
export async function completeTree(git: Git, signal: AbortSignal): Promise<void> {
  if (existsSync(join(git.root, ".gitmodules"))) {
    await bring(git, ["submodule", "update", "--init", "--recursive", "--quiet"], "its submodules", signal);
  }
  const [pointer] = await pointers(git);
  if (pointer === undefined) return;
  await bring(git, ["lfs", "pull"], `the contents of Git LFS, as of ${pointer}`, signal);
  const [missing] = await pointers(git);
  if (missing !== undefined) throw incomplete("the contents of Git LFS", `${missing} has none here`);
}

async function bring(git: Git, args: readonly string[], what: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(limitMs);
  const answers = Array.from({ length: 256 }, (_, code) => code);
  const answer = await git.run(args, { answers, signal: AbortSignal.any([signal, limit]) });
  if (answer.code !== 0) throw incomplete(what, answer.stderr.trim().split("\n").slice(-6).join("\n"));
}

/** Files that should be of Git LFS and are only its pointers. */
async function pointers(git: Git): Promise<string[]> {
  const { stdout } = await git.run(["ls-files", "-z", "--", ":(attr:filter=lfs)"]);
  const paths = await Promise.all(
    fields(stdout).map(async (path) => await isPointer(join(git.root, path)) ? [path] : []),
  );
  return paths.flat();
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(lfsPointer.length));
    return new TextDecoder().decode(buffer.subarray(0, bytesRead)) === lfsPointer;
  } finally {
    await file.close();
  }
}

function incomplete(what: string, why: string): CommandError {
  return new CommandError(
    "tree_incomplete",
    `a fresh work tree of the shipped commit lacks ${what}, so nothing is deployed from it:\n${why}`,
    "Make it reachable from here, then run slipway ship --resume; or resume in the clone that began, where the files are.",
    exitCode.partial,
  );
}
