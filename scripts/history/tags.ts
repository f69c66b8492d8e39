import type { Git } from "../git/git.ts";
import { listTags } from "../git/tags.ts";
import type { Channel } from "../tracks/channel.ts";
import { compareChannels } from "../tracks/channel.ts";
import { parseTag } from "../tracks/tag.ts";
import { compareVersions, type Version } from "../tracks/version.ts";

/** A tag of a track. */
export interface TrackTag {
  tag: string;
  version: Version;
  /** The commit, also of an annotated tag. */
  sha: string;
}

/** The tags of each prefix, lowest version first, in one look at the refs. Tags of others, and those that are no version, are left out. */
export async function readTags<Key extends string>(
  git: Git,
  prefixes: Readonly<Record<Key, string>>,
): Promise<Record<Key, TrackTag[]>>;
export async function readTags(
  git: Git,
  prefixes: Readonly<Record<string, string>>,
): Promise<Record<string, TrackTag[]>> {
  const names = Object.entries(prefixes);
  if (names.length === 0) return {};
  const refs = await listTags(git, "refs/tags/");
  return Object.fromEntries(names.map(([key, prefix]) => {
    const tags = refs.flatMap(({ name: tag, commit: sha }): TrackTag[] => {
      const version = parseTag(prefix, tag);
      return "problem" in version ? [] : [{ tag, version, sha }];
    });
    return [key, tags.sort((a, b) => compareVersions(a.version, b.version))];
  }));
}

/**
 * The tag that a release on this channel follows: the highest on it or a safer one, so that an alpha tells what came since the alpha before,
 * and a live release all that came since the last live one. Undefined for the first.
 */
export function latestTag(tags: readonly TrackTag[], channel: Channel): TrackTag | undefined {
  return tags.findLast(({ version }) => compareChannels(version.channel, channel) >= 0);
}
