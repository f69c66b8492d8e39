import { openGit } from "../git/git.ts";
import { findRoot, loadWorkspace } from "../manifest/load.ts";
import { baselineTrailer, type CheckedTag, checkTag } from "./check-tag.ts";
import { tracksOf } from "./track.ts";

/** What a tag says, and whether it is only there to count from. Needs no network. Raises `tag_invalid` (exit 5), `manifest_missing`. */
export async function readTag(folder: string, tag: string): Promise<CheckedTag & { isBaseline: boolean }> {
  const root = findRoot(folder);
  const { manifest } = await loadWorkspace(root);
  const found = checkTag(tracksOf(manifest), tag);
  const { code, stdout } = await openGit(root).run(["cat-file", "tag", `refs/tags/${found.tag}`], {
    answers: [0, 128],
  });
  return { ...found, isBaseline: code === 0 && stdout.includes(`\n${baselineTrailer}: `) };
}
