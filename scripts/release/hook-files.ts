import { CommandError } from "../cli/command-error.ts";
import { readStatus } from "../git/repository.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { readInside } from "../manifest/real-path.ts";
import { isReleaseFile } from "./bot-commit.ts";
import type { ReleaseRun } from "./cut.ts";

/**
 * Takes what the hooks have changed into the release: its own files, and lock files that repeat a version. Raises `hook_changed_more`, which names
 * every other file: a commit of a release holds nothing else, or it would not be known as one.
 */
export async function takeHookFiles(run: ReleaseRun): Promise<void> {
  const { cut: { tree, files }, workspace: { root, manifest } } = run;
  if (tree === undefined) return;
  const { changes } = await readStatus(tree);
  const planned = new Set(files.map(({ path }) => path));
  const foreign = changes.filter(({ path }) => !planned.has(path) && !isReleaseFile(manifest, path));
  if (foreign.length > 0) throw changedMore(foreign.map(({ path }) => path));
  const taken = changes.map(({ path }) => ({ path, after: readInside(root, path) }));
  run.cut = { ...run.cut, files: taken };
  run.workspace = await loadWorkspace(root);
}

function changedMore(paths: readonly string[]): CommandError {
  const named = `${paths.slice(0, 10).join(", ")}${
    paths.length > 10 ? ` and ${paths.length - 10} more` : ""
  }`;
  return new CommandError(
    "hook_changed_more",
    `hooks of version.json changed files that no release writes: ${named}`,
    "Let them change mirrors, changelogs and lock files only, or list what they make in .gitignore. Then run slipway release --resume.",
  );
}
