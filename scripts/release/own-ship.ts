import { CommandError } from "../cli/command-error.ts";
import type { Git } from "../git/git.ts";
import { shipTrailer } from "../git/trailers.ts";
import type { Commit } from "../history/log/commit.ts";
import { planBump } from "../manifest/bump.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import { overlayTree } from "../manifest/overlay-tree.ts";
import { isNotesFile, isShipFile } from "./bot-commit.ts";

/**
 * Whether a ship made this commit, and put nothing into it but numbers: it says so in a trailer, and every file is what a bump of the commit
 * before makes of it. A ship also commits what a person had changed; such a commit is a person's.
 */
export async function isOwnShip(
  git: Git,
  { sha, parents, paths, trailers }: Pick<Commit, "sha" | "parents" | "paths" | "trailers">,
): Promise<boolean> {
  const [parent, another] = parents;
  if (parent === undefined || another !== undefined) return false;
  if (!trailers.some(({ name, value }) => name === shipTrailer && /^[0-9a-f-]{36}$/.test(value))) {
    return false;
  }
  try {
    const [before, after] = await Promise.all(
      [parent, sha].map((at) => loadWorkspace(git.root, commitTree(git.root, at))),
    );
    if (before === undefined || after === undefined) return false;
    if (!paths.every((path) => isShipFile(after.manifest, path))) return false;
    return await isBump(before, after, paths.filter((path) => !isNotesFile(after.manifest, path)));
  } catch (error) {
    // what can't be read or bumped was not made by a bump
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/** Whether bumping what is higher gives exactly these files. */
async function isBump(before: Workspace, after: Workspace, paths: readonly string[]): Promise<boolean> {
  let bumped = before;
  for (const [key, { build, version }] of Object.entries(after.manifest.components)) {
    const was = bumped.manifest.components[key];
    if (was === undefined) return false;
    if (was.build === build && was.version === version) continue;
    const edits = await planBump(bumped, key, build, was.version === version ? undefined : version);
    bumped = await loadWorkspace(before.root, overlayTree(bumped.tree, edits));
  }
  const same = await Promise.all(paths.map(async (path) => {
    const [wanted, found] = await Promise.all([bumped.tree.read(path), after.tree.read(path)]);
    return wanted !== null && found !== null && Buffer.from(wanted).equals(Buffer.from(found));
  }));
  return same.every((one) => one);
}
