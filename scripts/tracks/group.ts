import type { Channel } from "./channel.ts";
import {
  nextTriple,
  type NextVersion,
  onChannel,
  type VersionRefusal,
  whyNotVersion,
} from "./next-version.ts";
import { compareTriples, compareVersions, raise, type Version } from "./version.ts";

/** A track as versions are concerned. */
export interface TrackVersions extends Omit<NextVersion, "channel"> {
  key: string;
  /** Tracks that share their versions. */
  group?: string;
  /** `fixed`: one version for all of the group; `linked`: those that move get the same. */
  policy: "fixed" | "linked";
  /** Whether there is something to release. */
  moves: boolean;
}

/** What each track gets; tracks that stay where they are are missing. */
type NextVersions = Record<string, Version | VersionRefusal>;

/** The tracks that move with these: of a fixed group all do. */
export function moving<Track extends Pick<TrackVersions, "moves" | "group" | "policy">>(
  tracks: readonly Track[],
): Track[] {
  const fixed = new Set(
    tracks.flatMap(({ moves, group, policy }) =>
      moves && group !== undefined && policy === "fixed" ? [group] : []
    ),
  );
  return tracks.filter(({ moves, group }) => moves || group !== undefined && fixed.has(group));
}

/** The next version of every track that moves. Those of a group get the highest that one of them asks for. */
export function nextVersions(tracks: readonly TrackVersions[], channel: Channel): NextVersions {
  const found = moving(tracks);
  return Object.fromEntries(found.map((track) => {
    const together = found.filter(({ key, group }) =>
      key === track.key || group !== undefined && group === track.group
    );
    const version = commonVersion(together, channel);
    return [track.key, whyNotVersion(track.known, version) ?? version];
  }));
}

function commonVersion(tracks: readonly TrackVersions[], channel: Channel): Version {
  const known = tracks.flatMap((track) => track.known);
  const burnt = tracks.flatMap((track) => track.burnt ?? []);
  const highest = tracks.map((track) => nextTriple(track))
    .reduce((best, next) => compareTriples(next, best) > 0 ? next : best);
  let version = onChannel([...known, ...burnt], highest, channel);
  // a live version that was given up stays unused
  while (burnt.some((other) => compareVersions(other, version) === 0)) {
    version = onChannel([...known, ...burnt], raise(version, "patch"), channel);
  }
  return version;
}

/** The next version of a track by itself, or why there is none. */
export function nextVersion(
  { channel, ...versions }: NextVersion,
): Version | VersionRefusal {
  const { it: found } = nextVersions([{ ...versions, key: "it", policy: "fixed", moves: true }], channel);
  return found ?? onChannel(versions.known, nextTriple(versions), channel);
}
