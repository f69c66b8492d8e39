import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { type Channel } from "../tracks/channel.ts";
import { parseTag, trackOf } from "../tracks/tag.ts";
import { formatVersion } from "../tracks/version.ts";
import type { Track } from "./track.ts";

/** The name of the trailer that says that a tag is only there to count from, and which older tag it repeats. */
export const baselineTrailer = "Slipway-Baseline";

/** What a tag says. */
export interface CheckedTag {
  tag: string;
  track: string;
  /** With its suffix: 1.9.0-beta.2. */
  version: string;
  /** Without: 1.9.0. */
  bareVersion: string;
  channel: Channel;
}

/** Reads a tag of one of the tracks. Raises `tag_invalid` (exit 5) with the reason. */
export function checkTag(tracks: readonly Track[], tag: string): CheckedTag {
  const name = tag.replace(/^refs\/tags\//, "");
  const prefixes = Object.fromEntries(tracks.map(({ key, release }) => [key, release.tag]));
  const key = trackOf(prefixes, name);
  const prefix = key === null ? undefined : prefixes[key];
  if (key === null || prefix === undefined) {
    const known = tracks.map(({ key, release }) => `${release.tag}X.Y.Z (${key})`).join(", ");
    throw invalid(`${name} is of no track`, `Tags begin as ${known}.`);
  }
  const version = parseTag(prefix, name);
  if ("problem" in version) {
    throw invalid(
      `${name} is no tag of ${key}: ${version.problem}`,
      `As ${prefix}1.2.3 or ${prefix}1.2.3-beta.1.`,
    );
  }
  const { channel } = version;
  const bare = { ...version, channel: "live" as const, n: 0 };
  return {
    tag: name,
    track: key,
    version: formatVersion(version),
    bareVersion: formatVersion(bare),
    channel,
  };
}

function invalid(message: string, hint: string): CommandError {
  return new CommandError("tag_invalid", message, hint, exitCode.refused);
}
