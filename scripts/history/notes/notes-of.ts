import type { Tree } from "../../manifest/tree.ts";
import type { Channel } from "../../tracks/channel.ts";
import { fillTemplate } from "../../tracks/template.ts";
import type { TrackStory } from "../track-story.ts";
import type { HostLinks } from "./links.ts";
import { bodyLimits, renderNotes } from "./render-notes.ts";

/** A version of a track, and where what was written of it is. */
interface Noted {
  story: TrackStory;
  tree: Tree;
  tag: string;
  version: string;
  channel: Channel;
  links: HostLinks | null;
  /** Characters. */
  limit?: number;
}

/** The page of a version of a track, with the files that are written beside it: see `renderNotes`. */
export async function notesOf(
  { story, tree, tag, version, channel, links, limit = bodyLimits.release }: Noted,
): Promise<string> {
  const { release, told, facts, previousTag } = story;
  const [extra, upgradeNotes] = await Promise.all(
    [release.notes, release.upgrade_notes].map((template) => textOf(tree, template, { version, channel })),
  );
  return renderNotes({
    ...{ told, tag, previousTag, links, limit },
    ...{ extra: extra ?? null, upgradeNotes: upgradeNotes ?? null },
    ...{ migrations: facts.migrations, env: facts.env, changelog: release.changelog?.file ?? null },
  });
}

/** A file whose name depends on the version; null when there is none. */
export async function textOf(
  tree: Tree,
  template: string | undefined,
  values: Readonly<Record<string, string>>,
): Promise<string | null> {
  const bytes = template === undefined ? null : await tree.read(fillTemplate(template, values));
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
