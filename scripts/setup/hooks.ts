import { dirname, join, relative, resolve } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";
import { readCommonDir } from "../git/repository.ts";
import { readInside } from "../manifest/real-path.ts";
import { isExecutable, runnable, textOf, writeHook } from "./hook-files.ts";
import { hookCall, hookText, isOwnHook } from "./hook-text.ts";

/** Where a repository keeps hooks for all of its clones. git never runs them there: another branch may hold others. */
const sharedFolder = ".githooks";

/** What installing did; `kept` is what was right already. */
interface HooksReport {
  hook: "written" | "kept";
  hooks_path: "set" | "kept";
  /** Hooks of the repository's .githooks that this clone now runs a copy of, or a newer copy. */
  copied?: string[];
}

/**
 * Writes the hook below the git directory and points this clone's `core.hooksPath` there, so that no branch that is checked out decides what
 * a push runs. Hooks of the repository's .githooks are copied beside it, as they are now. Nothing that somebody else put there is
 * changed: raises `hook_foreign`, `hooks_path_taken` or `hooks_would_stop`, exit code 5, with the line to add by hand.
 */
export async function installHooks(git: Git): Promise<HooksReport> {
  const folder = await ownFolder(git);
  const shared = join(git.root, sharedFolder);
  const configured = await configuredPath(git);
  const path = configured === null ? null : resolve(git.root, configured);
  for (const file of [join(folder, "pre-push"), join(shared, "pre-push")]) {
    const text = await textOf(file);
    if (text === null || text.includes(hookCall)) continue;
    const what = `${shown(git, file)} is not Slipway's and was left alone`;
    throw refused("hook_foreign", what, "Add to it");
  }
  if (path !== null && path !== folder && path !== shared) {
    throw refused(
      "hooks_path_taken",
      `core.hooksPath of this clone is ${configured} and was left alone`,
      `Add to the pre-push hook there (husky: .husky/pre-push)`,
    );
  }
  const stopped = path === null ? await hooksThatWouldStop(git) : [];
  if (stopped.length > 0) {
    throw refused(
      "hooks_would_stop",
      `with hooks of its own, this clone would no longer run ${stopped.join(", ")}`,
      `Copy them to ${sharedFolder} and run this again; or keep them there and add to pre-push`,
    );
  }
  const hooks = await sharedHooks(git);
  const theirs = hooks.get("pre-push");
  const isTheirs = theirs !== undefined && !isOwnHook(theirs);
  const written: string[] = [];
  for (const [name, text] of new Map([...hooks, ["pre-push", isTheirs ? theirs : hookText]])) {
    if (await writeHook(join(folder, name), text)) written.push(name);
  }
  if (path !== folder) await git.run(["config", "--local", "core.hooksPath", folder]);
  const copied = written.filter((name) => name !== "pre-push" || isTheirs).map((name) =>
    `${sharedFolder}/${name}`
  );
  return {
    hook: written.includes("pre-push") ? "written" : "kept",
    hooks_path: path === folder ? "kept" : "set",
    ...copied.length > 0 ? { copied } : {},
  };
}

/** Whether a push from this clone is checked; else why not, in words. */
export async function hooksProblem(git: Git): Promise<string | null> {
  const path = await currentFolder(git);
  // husky's folder only leads to the hooks, which lie above it.
  for (const file of [join(path, "pre-push"), join(dirname(path), "pre-push")]) {
    const text = await textOf(file);
    if (!text?.includes(hookCall)) continue;
    if (text.startsWith("#!") && text.slice(0, text.indexOf("\n")).endsWith("\r")) {
      return `${file} can't be run: its lines end with CRLF and must end with LF`;
    }
    if (path === join(git.root, sharedFolder)) {
      return `git runs the hooks of whatever branch is checked out, in ${sharedFolder}`;
    }
    return await isExecutable(file) || file !== join(path, "pre-push") ? null : `${file} is not executable`;
  }
  return `no pre-push hook of this clone runs Slipway (git looks in ${path})`;
}

/** Of all work trees of this clone. */
async function ownFolder(git: Git): Promise<string> {
  return join(await readCommonDir(git), "slipway", "hooks");
}

/** This clone's own setting; a person's global one gives way to it. */
export async function configuredPath(git: Git): Promise<string | null> {
  const { stdout } = await git.run(["config", "--local", "--get", "core.hooksPath"], { answers: [0, 1] });
  return stdout.trim() || null;
}

/** Where git looks for hooks now, whichever configuration says so. */
async function currentFolder(git: Git): Promise<string> {
  return (await git.run(["rev-parse", "--path-format=absolute", "--git-path", "hooks"])).stdout.trim();
}

/** Hooks that git runs now and that are not in .githooks as well, by their paths. */
async function hooksThatWouldStop(git: Git): Promise<string[]> {
  const ours = await sharedHooks(git);
  return (await runnable(await currentFolder(git))).flatMap(({ file, name, text }) =>
    ours.get(name)?.includes(text.trim()) ? [] : [shown(git, file)]
  );
}

/** What git would run, by name; with LF, whatever a person's `core.autocrlf` made of it. */
async function sharedHooks(git: Git): Promise<Map<string, string>> {
  const found = await runnable(join(git.root, sharedFolder));
  return new Map(found.flatMap(({ name }) => {
    const bytes = readInside(git.root, `${sharedFolder}/${name}`);
    return bytes === null ? [] : [[name, new TextDecoder().decode(bytes).replaceAll("\r\n", "\n")]];
  }));
}

function shown(git: Git, file: string): string {
  const path = relative(git.root, file);
  return path.startsWith("..") ? file : path;
}

function refused(code: string, what: string, before: string): CommandError {
  return new CommandError(code, what, `${before}: npx --no slipway ${hookCall} "$@"`, exitCode.refused);
}
