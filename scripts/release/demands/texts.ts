import type { Finding } from "../../cli/command-error.ts";
import { changelogText } from "../../history/changelog/update.ts";
import type { Facts } from "../../history/evidence/facts.ts";
import { undocumented } from "../../history/evidence/undocumented.ts";
import type { HostLinks } from "../../history/notes/links.ts";
import { notesOf } from "../../history/notes/notes-of.ts";
import type { TrackStory } from "../../history/track-story.ts";
import type { Tree } from "../../manifest/tree.ts";
import { fillTemplate } from "../../tracks/template.ts";

/** What is written of a version before it is live. */
export interface TrackTexts {
  /** Its section, or [Unreleased]; null for a track whose changelog nobody writes by hand. */
  changelog: { file: string; text: string; isEmpty: boolean } | null;
  /** Null where version.json names none. */
  upgradeNotes: { file: string; isThere: boolean } | null;
  /** The page of the release as it would be. */
  notes: string;
}

/** A version of a track, and where its texts are. */
interface Written {
  tree: Tree;
  key: string;
  story: TrackStory;
  version: string;
  tag: string;
  links: HostLinks | null;
}

/** Reads what is written. Raises what the changelog's own problems are (exit 5). */
export async function readTexts(
  { tree, key, story, version, tag, links }: Written,
): Promise<TrackTexts> {
  const template = story.release.upgrade_notes;
  const file = template === undefined ? null : fillTemplate(template, { version, channel: "live" });
  const [changelog, isThere, notes] = await Promise.all([
    changelogText(tree, key, story, [version, `v${version}`, tag]),
    file === null ? false : tree.read(file).then((bytes) => bytes !== null),
    notesOf({ story, tree, tag, version, channel: "live", links }),
  ]);
  return { changelog, upgradeNotes: file === null ? null : { file, isThere }, notes };
}

/** Nothing is written under [Unreleased]; null when something is, or nobody writes it. */
export function changelogEmpty(key: string, { changelog }: TrackTexts): Finding | null {
  return changelog === null || !changelog.isEmpty ? null : {
    code: "unreleased_empty",
    message:
      `[Unreleased] of ${changelog.file} is empty, and a live release of ${key} gets its text from there`,
    hint: "Write what users have to know, commit and push it.",
    component: key,
    file: changelog.file,
  };
}

/** The notes for whoever hosts it are not there; null when they are, or none are asked for. */
export function upgradeNotesMissing(key: string, { upgradeNotes }: TrackTexts): Finding | null {
  return upgradeNotes === null || upgradeNotes.isThere ? null : {
    code: "upgrade_notes_missing",
    message: `${upgradeNotes.file} is not there, and whoever hosts ${key} needs it`,
    hint: "Write what they have to do, even if it is nothing; commit and push it.",
    component: key,
    file: upgradeNotes.file,
  };
}

/** Migrations, variables and breaking changes that nobody wrote of. */
export function untold(key: string, facts: Facts, { changelog, notes }: TrackTexts): Finding[] {
  return undocumented(facts, { changelog, notes }).map((finding) => ({ ...finding, component: key }));
}
