import { CommandError } from "../cli/command-error.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import type { Component, Manifest } from "../manifest/schema.ts";

/** The components whose entries in version.json say something else than in that commit, numbers aside; all of them when it can't be read there. */
export async function changedEntries(root: string, since: string, manifest: Manifest): Promise<string[]> {
  const keys = Object.keys(manifest.components);
  const before = await loadWorkspace(root, commitTree(root, since)).catch((error) => {
    if (error instanceof CommandError) return null;
    throw error;
  });
  // what every job is prepared by
  if (before === null || before.manifest.ship.prepare !== manifest.ship.prepare) return keys;
  return keys.filter((key) => {
    const [is, was] = [manifest.components[key], before.manifest.components[key]];
    return is !== undefined && (was === undefined || wordsOf(is) !== wordsOf(was));
  });
}

/** What a ship or a release does not write. */
function wordsOf({ build: _, version: __, ...rest }: Component): string {
  return JSON.stringify(rest);
}
