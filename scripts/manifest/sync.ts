import type { Finding } from "../cli/command-error.ts";
import { eachMirror, setInManifest, setMirror, topBuild } from "./apply.ts";
import { openDraft } from "./draft.ts";
import { type Edit, manifestPath } from "./edits.ts";
import { finding } from "./findings.ts";
import { followMirrors } from "./locks/follow.ts";
import { compareMirror } from "./mirror-drift.ts";
import type { Workspace } from "./load.ts";
import { findJson } from "./mirrors/json.ts";
import { checkBuildSource } from "./xcode/build-source.ts";

/** What `sync` would write, and everything that disagrees. */
export interface SyncPlan {
  edits: Edit[];
  findings: Finding[];
  /** Components whose build is ahead of version.json and waits for the store: key → `114 → 115`. */
  inFlight: Map<string, string>;
  /** What is worth a look and stops nothing. */
  notices: string[];
}

/**
 * Every mirror and the top build, as version.json says. Reads only; planning again after `edits` were written finds
 * nothing.
 */
export async function planSync({ tree, manifest, text }: Workspace): Promise<SyncPlan> {
  const draft = openDraft(tree);
  const context = { draft, tree };
  const inFlight = new Map<string, string>();
  const top = await checkTop();
  const sources = await Promise.all(
    Object.entries(manifest.components).map(([key, component]) => checkBuildSource(context, key, component)),
  );
  const mirrors = await eachMirror(context, Object.entries(manifest.components), async (state) => {
    const compared = compareMirror(state);
    if (compared.inFlight !== null) inFlight.set(state.key, compared.inFlight);
    if (compared.findings.length === 0) return [];
    const unwritable = await setMirror(context, state, compared.target);
    return unwritable.length > 0 ? unwritable : compared.findings;
  });
  const followers = await followMirrors(context, Object.entries(manifest.components));
  return {
    edits: draft.edits(),
    findings: [...top, ...sources.flatMap(({ findings }) => findings), ...mirrors, ...followers],
    inFlight,
    notices: sources.flatMap(({ notices }) => notices),
  };

  async function checkTop(): Promise<Finding[]> {
    const wanted = topBuild(manifest.components);
    if (manifest.build === wanted) return [];
    await setInManifest(draft, ["build"], String(wanted));
    const what = `the top build is ${manifest.build}, the highest build of all components is ${wanted}`;
    const line = findJson(text, "/build")[0]?.line;
    return [finding("top_build_wrong", { file: manifestPath, line }, what, "Run `slipway sync`.")];
  }
}
