import type { Finding } from "../cli/command-error.ts";
import type { ReleaseStatus } from "../../functions/_shared/contract/releases.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Git } from "../git/git.ts";
import { type RemoteTag, remoteTags } from "../git/tags.ts";
import { formatTag, parseTag } from "../tracks/tag.ts";
import { compareVersions, formatVersion, type Version, versionsIn } from "../tracks/version.ts";
import type { Track } from "./track.ts";

/** A version of a track that has its tag on the remote. */
interface TaggedVersion {
  version: Version;
  tag: RemoteTag;
}

/** What is known of a track before it is released. */
export interface TrackFacts {
  track: Track;
  /** Of the remote, highest first. */
  tagged: readonly TaggedVersion[];
  /**
   * The tag that it had before it was a track: the same version without the track's prefix, as v1.8.5 of a repository that had one tag for all. Null
   * where there is none, or the track has tags of its own.
   */
  baseline: RemoteTag | null;
  /** Versions that count: tagged, or reserved by a release that is under way. */
  known: readonly Version[];
  /** Versions that nobody may use any more: reserved by a release that was given up. */
  burnt: readonly Version[];
  /** Tags of the remote that are on another commit than the release that made them: those that the next version counts from. */
  moved: readonly Finding[];
  /** The highest build that the component ever used; null when Postgres has never heard of it. */
  highestBuild: number | null;
}

/** Reads what git last saw of the remote's tags, and what Postgres knows. `own`: a release whose own reservations don't count. */
export async function readFacts(
  { git, control, environment }: {
    git: Git;
    control: Pick<ControlPlane, "releaseStatus" | "shipStatus"> | null;
    environment: { name: string };
  },
  tracks: readonly Track[],
  own?: string,
): Promise<TrackFacts[]> {
  const [tags, { releases }, { components }] = await Promise.all([
    remoteTags(git),
    control?.releaseStatus() ?? { releases: [] },
    control?.shipStatus(environment.name) ?? { components: [] },
  ]);
  return tracks.map((track): TrackFacts => {
    const tagged = taggedVersions(track, tags);
    const others = releases.filter(({ component, ship }) =>
      component === track.key && (ship === null || ship !== own)
    );
    const versionsOf = (isAbandoned: boolean) =>
      versionsIn(
        others.filter((release) => release.is_abandoned === isAbandoned).map(({ version }) => version),
      );
    return {
      track,
      tagged,
      baseline: tagged.length > 0 ? null : baselineOf(track, tags),
      known: [...tagged.map(({ version }) => version), ...versionsOf(false)],
      burnt: versionsOf(true),
      moved: movedTags(track, tagged, releases),
      highestBuild: highestOf([
        components.find(({ key }) => key === track.key)?.highest_build,
        ...others.map(({ build }) => build),
      ]),
    };
  });
}

function movedTags(
  { key }: Track,
  tagged: readonly TaggedVersion[],
  releases: ReleaseStatus["releases"],
): Finding[] {
  const bases = [...new Set([previousTag({ tagged }, false), previousTag({ tagged }, true)])];
  return bases.flatMap((base): Finding[] => {
    const { name, commit } = base?.tag ?? { name: "", commit: "" };
    const made = releases.find(({ component, tag }) => component === key && tag === name)?.commit_sha;
    if (made === undefined || made === null || made === commit) return [];
    return [{
      code: "tag_moved",
      message: `${name} is on ${commit.slice(0, 9)} at the remote, and its release put it on ${
        made.slice(0, 9)
      }`,
      hint:
        `Whoever built the one has not built the other. Put it back: git push --force <remote> ${made}:refs/tags/${name}`,
      component: key,
    }];
  });
}

/** The tags of a track, highest version first; those of other tracks and of no grammar are not among them. */
export function taggedVersions(
  { release }: Pick<Track, "release">,
  tags: readonly RemoteTag[],
): TaggedVersion[] {
  return tags.flatMap((tag) => {
    const version = parseTag(release.tag, tag.name);
    return "problem" in version ? [] : [{ version, tag }];
  }).sort((a, b) => compareVersions(b.version, a.version));
}

/** The tag that the next release of a track counts its changes from: on live the one before on live, else the highest one. Null at the first. */
export function previousTag({ tagged }: Pick<TrackFacts, "tagged">, onlyLive: boolean): TaggedVersion | null {
  return tagged.find(({ version }) => !onlyLive || version.channel === "live") ?? null;
}

function baselineOf({ release, written }: Track, tags: readonly RemoteTag[]): RemoteTag | null {
  const version = formatVersion(written);
  const own = formatTag(release.tag, written);
  return tags.find(({ name }) => name !== own && (name === version || name === `v${version}`)) ?? null;
}

function highestOf(builds: readonly (number | null | undefined)[]): number | null {
  const known = builds.filter((build) => typeof build === "number");
  return known.length === 0 ? null : Math.max(...known);
}

/** The facts as they are once the track has the tag that its first run gives it. */
export function withBaseline(fact: TrackFacts): TrackFacts {
  const { baseline, track: { release, written: version } } = fact;
  if (baseline === null) return fact;
  const tag = { ...baseline, name: formatTag(release.tag, version) };
  return { ...fact, tagged: [{ version, tag }], known: [...fact.known, version] };
}
