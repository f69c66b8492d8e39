import type { Finding } from "../../cli/command-error.ts";
import type { Change } from "../../git/changes.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";

/** A version.json that is changed, but not committed, may carry the build of this component only. */
export async function guardOtherBuilds(
  { root, manifest }: Workspace,
  component: string,
  changes: readonly Change[],
): Promise<Finding[]> {
  if (!changes.some(({ path, isUnmerged }) => path === manifestPath && !isUnmerged)) return [];
  // without a readable one in HEAD there is nothing to compare with
  const committed = await loadWorkspace(root, commitTree(root, "HEAD")).catch(() => undefined);
  return Object.entries(committed?.manifest.components ?? {}).flatMap(([key, { build }]): Finding[] => {
    const now = manifest.components[key]?.build;
    if (key === component || now === undefined || now === build) return [];
    return [{
      code: "build_of_another",
      message: `${manifestPath} takes ${key} from ${build} to ${now}, and this is a ship of ${component}`,
      hint: `Commit it by itself, or put it back: git checkout HEAD -- ${manifestPath}`,
      component: key,
      file: manifestPath,
    }];
  });
}
