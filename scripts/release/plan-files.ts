import type { Edit } from "../manifest/edits.ts";
import { overlayTree } from "../manifest/overlay-tree.ts";
import { planVersions } from "../manifest/plan-versions.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import type { CommittedFile } from "../git/make-commit.ts";
import type { TrackCut } from "./cut.ts";

/** What a release writes, and the workspace as it is with that. */
export interface PlannedFiles {
  files: CommittedFile[];
  workspace: Workspace;
}

/** Plans version.json, mirrors, README.md and changelogs of all tracks at once; writes nothing. Raises what a place that can't be written raises. */
export async function planFiles(before: Workspace, cuts: readonly TrackCut[]): Promise<PlannedFiles> {
  const edits = await planVersions(before, cuts);
  return await withEdits(before, edits);
}

/** The workspace with files as they will be. */
export async function withEdits(before: Workspace, edits: readonly Edit[]): Promise<PlannedFiles> {
  const tree = overlayTree(before.tree, edits);
  return {
    files: edits.map(({ path, after }) => ({ path, after })),
    workspace: await loadWorkspace(before.root, tree),
  };
}
