import { constants } from "node:fs";
import { access, appendFile, chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Git } from "../git/git.ts";

export const hooksFolder = ".githooks";
const hookPath = `${hooksFolder}/pre-push`;
/** What makes a pre-push hook one that checks. */
const call = "hooks pre-push";

/** Small on purpose: what it runs is upgraded with Slipway, and the hook stays as it is. */
const hook = `#!/bin/sh
# Slipway checks the commits that are pushed. \`git push --no-verify\` is the only way around it, and CI checks again.
clone=$(git rev-parse --path-format=absolute --git-common-dir)
pushed=$(cat)
# A ship has checked its own commit, and a commit never changes. One line for each ref: local ref and sha, remote ref and sha.
passed=$(cat "$clone/slipway/passed" 2>/dev/null)
case "$pushed" in
  *"
"*) ;;
  *" $passed refs/heads/"*) [ -z "$passed" ] || exit 0 ;;
esac
slipway=$(git rev-parse --show-toplevel)/node_modules/.bin/slipway
# A linked work tree has no node_modules of its own.
[ -x "$slipway" ] || slipway=\${clone%/.git}/node_modules/.bin/slipway
[ -x "$slipway" ] || slipway=$(command -v slipway) || {
  echo "pre-push: Slipway is not installed here. Install the repository's npm packages, then push again." >&2
  exit 1
}
printf '%s\\n' "$pushed" | "$slipway" ${call} "$@"
`;

/** What installing did; `kept` is what was right already. */
interface HooksReport {
  /** With the .gitattributes beside it. */
  hook: "written" | "kept";
  hooks_path: "set" | "kept";
}

/**
 * Writes .githooks/pre-push and points this clone's `core.hooksPath` at it; a hook that was checked out with CRLF gets its LF back.
 * Nothing that somebody else put there is changed: raises `hook_foreign`, `hooks_path_taken` or `hooks_would_stop`, exit code 5, with the
 * line to add by hand.
 */
export async function installHooks(git: Git): Promise<HooksReport> {
  const file = join(git.root, hookPath);
  const before = await textOf(file);
  if (before !== null && !before.includes(call)) {
    throw refused("hook_foreign", `${hookPath} is not Slipway's and was left alone`, "Add to it");
  }
  const path = await configuredPath(git);
  if (path !== null && resolve(git.root, path) !== join(git.root, hooksFolder)) {
    throw refused(
      "hooks_path_taken",
      `core.hooksPath of this clone is ${path} and was left alone`,
      `Add to the pre-push hook there (husky: .husky/pre-push)`,
    );
  }
  const stopped = path === null ? await hooksThatWouldStop(git) : [];
  if (stopped.length > 0) {
    throw refused(
      "hooks_would_stop",
      `with ${hooksFolder}, git would no longer run ${stopped.join(", ")}`,
      `Copy them to ${hooksFolder} and run this again; or keep them there and add to pre-push`,
    );
  }
  const text = before?.replaceAll("\r\n", "\n") ?? hook;
  if (text !== before) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: before === null ? "wx" : "w" });
  }
  await chmod(file, 0o755);
  const isKept = !await pinLineEnds(git) && text === before;
  if (path === null) await git.run(["config", "--local", "core.hooksPath", hooksFolder]);
  return { hook: isKept ? "kept" : "written", hooks_path: path === null ? "set" : "kept" };
}

/** Whether a push from this clone is checked; else why not, in words. */
export async function hooksProblem(git: Git): Promise<string | null> {
  const path = await currentFolder(git);
  // husky's folder only leads to the hooks, which lie above it.
  for (const file of [join(path, "pre-push"), join(dirname(path), "pre-push")]) {
    const text = await textOf(file);
    if (!text?.includes(call)) continue;
    if (/^[^\n]*\r\n/.test(text)) return `${file} can't be run: its lines end with CRLF and must end with LF`;
    return await isExecutable(file) || file !== join(path, "pre-push") ? null : `${file} is not executable`;
  }
  return `no pre-push hook of this clone runs Slipway (git looks in ${path})`;
}

/**
 * Lets git check the hook out with LF whatever a person's `core.autocrlf` says; whether that took writing. A .gitattributes that is there
 * gets a line for this one file.
 */
async function pinLineEnds(git: Git): Promise<boolean> {
  const { stdout } = await git.run(["check-attr", "text", "eol", "--", hookPath]);
  if (/: (eol: lf|text: unset)$/m.test(stdout)) return false;
  const file = join(git.root, hooksFolder, ".gitattributes");
  const before = await textOf(file);
  const end = before === null || before === "" || before.endsWith("\n") ? "" : "\n";
  await appendFile(file, `${end}${before === null ? "*" : "pre-push"} text eol=lf\n`);
  return true;
}

/** This clone's own setting; a person's global one gives way to it. */
export async function configuredPath(git: Git): Promise<string | null> {
  const { stdout } = await git.run(["config", "--local", "--get", "core.hooksPath"], { answers: [0, 1] });
  return stdout.trim() || null;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false);
}

/** Where git looks for hooks now, whichever configuration says so. */
async function currentFolder(git: Git): Promise<string> {
  return (await git.run(["rev-parse", "--path-format=absolute", "--git-path", "hooks"])).stdout.trim();
}

/** Hooks that git runs now and that are not in .githooks as well, by their paths. */
async function hooksThatWouldStop(git: Git): Promise<string[]> {
  const folder = await currentFolder(git);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z-]+$/.test(name)).sort();
  const paths = await Promise.all(names.map(async (name) => {
    const file = join(folder, name);
    const text = await isExecutable(file) ? await textOf(file) : null;
    const ours = await textOf(join(git.root, hooksFolder, name));
    if (text === null || ours?.includes(text.trim())) return [];
    const path = relative(git.root, file);
    return [path.startsWith("..") ? file : path];
  }));
  return paths.flat();
}

async function textOf(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}

function refused(code: string, what: string, before: string): CommandError {
  return new CommandError(code, what, `${before}: npx slipway ${call} "$@"`, exitCode.refused);
}
