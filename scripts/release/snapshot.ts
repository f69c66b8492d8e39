import type { Output } from "../cli/output.ts";
import { openGit } from "../git/git.ts";
import { headSha } from "../git/commit.ts";
import { eachMirror, setMirror } from "../manifest/apply.ts";
import { refuseAll } from "../cli/command-error.ts";
import { openDraft } from "../manifest/draft.ts";
import { writeEdits } from "../manifest/edits.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { formatVersion } from "../tracks/version.ts";
import { requireTracks } from "./track.ts";

/**
 * Writes `X.Y.Z-snapshot.<sha>` into the mirrors of the tracks, for a build that nobody is offered: no tag, no channel, no commit, and version.json
 * stays. Putting it back: slipway sync. Raises what a mirror that can't be written raises.
 */
export async function writeSnapshot(root: string, names: readonly string[], output: Output): Promise<void> {
  const { tree, manifest } = await loadWorkspace(root);
  const tracks = requireTracks(manifest, names);
  const sha = (await headSha(openGit(root))).slice(0, 9);
  const context = { tree, draft: openDraft(tree) };
  const versions = tracks.map(({ key, component, written }) => {
    const bare = formatVersion({ ...written, channel: "live", n: 0 });
    return { key, component, version: `${bare}-snapshot.${sha}` };
  });
  for (const { key, component, version } of versions) {
    const findings = await eachMirror(
      context,
      [[key, component]],
      (state) => setMirror(context, state, version),
      (_, mirror) => mirror.value === "version",
    );
    if (findings.length > 0) throw refuseAll("not_writable", findings);
  }
  const edits = context.draft.edits();
  await writeEdits(root, edits);
  for (const { key, version } of versions) output.print(`${key} ${version}`);
  for (const { path } of edits) output.note(`wrote ${path}; slipway sync puts it back`);
  output.json({
    event: "result",
    tracks: versions.map(({ key, version }) => ({ key, version })),
    written: edits.map(({ path }) => path),
    outcome: "snapshot",
  });
}
