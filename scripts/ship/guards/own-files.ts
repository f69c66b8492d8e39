import type { Change } from "../../git/changes.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { lockPathsOf } from "../../manifest/locks/lock-paths.ts";
import { ownerOf } from "../../manifest/ownership.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** Whether a ship of the component commits this file: its own, shared by all, or generated with its build, as the lock files that
 * repeat a mirrored version are. */
export function isOwnFile(manifest: Manifest, component: string, path: string): boolean {
  const owner = ownerOf(manifest, path);
  return owner === component || owner === "shared" || path === manifestPath ||
    (manifest.components[component]?.mirrors ?? []).some((mirror) =>
      mirror.file === path || lockPathsOf(mirror).includes(path)
    );
}

/** The changes that a ship commits, and those that are somebody else's. */
export function splitChanges(
  manifest: Manifest,
  component: string,
  changes: readonly Change[],
): { own: Change[]; foreign: Change[] } {
  const own = changes.filter(({ path }) => isOwnFile(manifest, component, path));
  return { own, foreign: changes.filter((change) => !own.includes(change)) };
}
