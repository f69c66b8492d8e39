import type { Tree } from "../../manifest/tree.ts";
import { fillTemplate } from "../../tracks/template.ts";
import type { TrackStory } from "../track-story.ts";
import type { HostLinks } from "./links.ts";
import { bodyLimits, renderNotes } from "./render-notes.ts";

/** The page of a version of a track, with the files that are written beside it: see `renderNotes`. */
export async function notesOf(
  { story, tree, tag, version, links, limit = bodyLimits.release }: {
    story: TrackStory;
    tree: Tree;
    tag: string;
    version: string;
    links: HostLinks | null;
    /** Characters. */
    limit?: number;
  },
): Promise<string> {
  const { release, told, facts, previousTag } = story;
  const read = async (template: string | undefined) => {
    const bytes = template === undefined ? null : await tree.read(fillTemplate(template, { version }));
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  const [extra, upgradeNotes] = await Promise.all([read(release.notes), read(release.upgrade_notes)]);
  return renderNotes({
    ...{ told, tag, previousTag, extra, upgradeNotes, links, limit },
    ...{ migrations: facts.migrations, env: facts.env, changelog: release.changelog?.file ?? null },
  });
}
