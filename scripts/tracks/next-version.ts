import { type Channel, compareChannels } from "./channel.ts";
import {
  compareTriples,
  compareVersions,
  formatVersion,
  latest,
  type Level,
  raise,
  type Version,
} from "./version.ts";

/** What a track's next version depends on. */
export interface NextVersion {
  /** Every version of the track that was tagged, or reserved by a release that is under way. */
  known: readonly Version[];
  /** Versions that nobody may use any more, though they speak against no other one: of releases that were given up. */
  burnt?: readonly Version[];
  /** As version.json says. */
  written: Version;
  /** What the changes ask for. */
  level: Level;
  channel: Channel;
}

/** Why a version can't be cut; the code is stable. */
export interface VersionRefusal {
  code: "channel_lower" | "version_exists" | "version_not_higher";
  problem: string;
  hint: string;
}

/**
 * X.Y.Z that comes next: above the latest live version by the level; never below one that is being prepared, or that somebody wrote into
 * version.json. Without any live version it is the written one, of which 0.0.0 stands for none.
 */
export function nextTriple({ known, written, level }: Omit<NextVersion, "channel">): Version {
  const live = latest(known.filter(({ channel }) => channel === "live")) ?? zero;
  const prepared = [...known, written].filter((version) => compareTriples(version, live) > 0);
  const isFirst = live === zero && prepared.length > 0;
  const candidates = isFirst ? prepared : [...prepared, raise(live, level)];
  const { major, minor, patch } = candidates.reduce((best, next) =>
    compareTriples(next, best) > 0 ? next : best
  );
  return { major, minor, patch, channel: "live", n: 0 };
}

const zero: Version = { major: 0, minor: 0, patch: 0, channel: "live", n: 0 };

/** The version on the channel: without a suffix on live, else one more than every number that the same X.Y.Z has there. */
export function onChannel(known: readonly Version[], triple: Version, channel: Channel): Version {
  if (channel === "live") return { ...triple, channel, n: 0 };
  const counted = known.filter((version) =>
    version.channel === channel && compareTriples(version, triple) === 0
  );
  return { ...triple, channel, n: 1 + Math.max(0, ...counted.map(({ n }) => n)) };
}

/** What speaks against a version, beside what is known of the track; null when nothing does. */
export function whyNotVersion(known: readonly Version[], version: Version): VersionRefusal | null {
  const shown = formatVersion(version);
  const same = known.filter((other) => compareTriples(other, version) === 0);
  const live = latest(known.filter(({ channel }) => channel === "live"));
  if (known.some((other) => compareVersions(other, version) === 0)) {
    return {
      code: "version_exists",
      problem: `${shown} exists already`,
      hint: "A version is used once: leave --version out for the next one.",
    };
  }
  if (live !== undefined && compareTriples(version, live) <= 0) {
    return {
      code: "version_not_higher",
      problem: `${shown} is not above ${formatVersion(live)}, the latest live version`,
      hint: "Versions only rise: choose a higher one, or leave --version out.",
    };
  }
  const highest = latest(same);
  if (highest === undefined) return null;
  if (compareChannels(version.channel, highest.channel) < 0) {
    return {
      code: "channel_lower",
      problem: `${shown} would go back from ${
        formatVersion(highest)
      }: ${version.channel} is below ${highest.channel}`,
      hint:
        `Go on with --channel ${highest.channel} or higher, or begin the next version with --bump or --version.`,
    };
  }
  if (version.channel === highest.channel && version.n < highest.n) {
    return {
      code: "version_not_higher",
      problem: `${shown} is not above ${formatVersion(highest)}`,
      hint: "Numbers of a channel only rise: leave --version out for the next one.",
    };
  }
  return null;
}
