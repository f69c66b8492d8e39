import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Tree } from "../manifest/tree.ts";
import type { Channel } from "../tracks/channel.ts";
import { nextVersion } from "../tracks/group.ts";
import { formatTag } from "../tracks/tag.ts";
import { formatVersion, parseVersion } from "../tracks/version.ts";
import { undocumented } from "./evidence/undocumented.ts";
import type { HostLinks } from "./notes/links.ts";
import { notesOf } from "./notes/notes-of.ts";
import type { TrackStory } from "./track-story.ts";

/** What a release of a track would be called, and say. */
interface Preview {
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
  const { release, facts } = story;
  const { tree, links, changelog, channel } = around;
  const version = nextOf(story, around);
  const tag = formatTag(release.tag, version);
  const shown = formatVersion(version);
  const body = await notesOf({ story, tree, tag, version: shown, channel, links });
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
