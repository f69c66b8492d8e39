import { withBuild } from "./apply.ts";
import { editsOf, writeBuild } from "./bump.ts";
import { openDraft } from "./draft.ts";
import type { Edit } from "./edits.ts";
import type { Finding } from "../cli/command-error.ts";
import type { Workspace } from "./load.ts";
import type { Manifest } from "./schema.ts";

/** What a component becomes. */
export interface NewVersion {
  key: string;
  build: number;
  version: string;
}

/**
 * What changes when several components get a version and a build at once: version.json, their mirrors and what follows them, README.md. Writes
 * nothing. Raises CommandError, exit code 5, when one of the places can't be written.
 */
export async function planVersions(
  { tree, manifest }: Workspace,
  versions: readonly NewVersion[],
): Promise<Edit[]> {
  const context = { tree, draft: openDraft(tree) };
  const findings: Finding[] = [];
  let before: Manifest = manifest;
  for (const { key, build, version } of versions) {
    findings.push(...await writeBuild(context, before, key, build, version));
    before = withBuild(before, key, build, version);
  }
  return editsOf(context, findings);
}
