import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Tree } from "../manifest/tree.ts";
import type { Channel } from "../tracks/channel.ts";
import { nextVersion } from "../tracks/next-version.ts";
import { formatTag } from "../tracks/tag.ts";
import { fillTemplate } from "../tracks/template.ts";
import { formatVersion, parseVersion } from "../tracks/version.ts";
import { undocumented } from "./evidence/undocumented.ts";
import type { HostLinks } from "./notes/links.ts";
import { bodyLimits, renderNotes } from "./notes/render-notes.ts";
import type { TrackStory } from "./track-story.ts";

/** What a release of a track would be called, and say. */
export interface Preview {
  version: string;
  tag: string;
  body: string;
  /** What the changelog or the notes leave out, and a release would be refused for. */
  findings: Finding[];
}

/** What is known beside the story. */
interface Surroundings {
  tree: Tree;
  links: HostLinks | null;
  /** As version.json has it. */
  written: string;
  channel: Channel;
  /** What stands under [Unreleased]; null for a track without a changelog, or one that is generated. */
  changelog: { file: string; text: string } | null;
}

/** The next release as it would be now. Raises CommandError with what speaks against the version, exit code 5. */
export async function previewOf(story: TrackStory, around: Surroundings): Promise<Preview> {
  const { release, told, facts, previousTag } = story;
  const { tree, links, channel, changelog } = around;
  const version = nextOf(story, around);
  const tag = formatTag(release.tag, version);
  const shown = formatVersion(version);
  const notesOf = async (template: string | undefined) => {
    const bytes = template === undefined ? null : await tree.read(fillTemplate(template, { version: shown }));
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  const [extra, upgradeNotes] = await Promise.all([notesOf(release.notes), notesOf(release.upgrade_notes)]);
  const body = renderNotes({
    told,
    tag,
    previousTag,
    migrations: facts.migrations,
    env: facts.env,
    upgradeNotes,
    extra,
    changelog: release.changelog?.file ?? null,
    links,
    limit: bodyLimits.release,
  });
  return { version: shown, tag, body, findings: undocumented(facts, { changelog, notes: body }) };
}

/** A track that nothing asks for is previewed as a patch. */
function nextOf({ tags, facts }: TrackStory, { written, channel }: Surroundings) {
  const current = parseVersion(written);
  if ("problem" in current) {
    throw refusal("version_invalid", current.problem, "Write X.Y.Z into version.json.");
  }
  const known = tags.map(({ version }) => version);
  const next = nextVersion({ known, written: current, level: facts.level ?? "patch", channel });
  if ("problem" in next) throw refusal(next.code, next.problem, next.hint);
  return next;
}

function refusal(code: string, problem: string, hint: string): CommandError {
  return new CommandError(code, problem, hint, exitCode.refused);
}
