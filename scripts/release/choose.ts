import { type Finding, refuseAll } from "../cli/command-error.ts";
import { chooseBuild } from "../ship/flow/build-number.ts";
import { moving, nextVersions, type TrackVersions } from "../tracks/group.ts";
import { whyNotVersion } from "../tracks/next-version.ts";
import { formatTag } from "../tracks/tag.ts";
import { compareVersions, formatVersion, type Version } from "../tracks/version.ts";
import { automaticTracks } from "./branch.ts";
import type { CutRequest, TrackCut } from "./cut.ts";
import type { Candidate } from "./candidates.ts";
import { previousTag } from "./facts.ts";

/** What is released, and what stays and why. */
export interface Choice {
  cuts: TrackCut[];
  /** Tracks that changed and are not released, with the reason. */
  skipped: Finding[];
}

/**
 * The tracks that are released, and as what. By `changed`, a track that can't go to the channel stays, and says why; one that was asked for by
 * name and can't is refused (exit 5), all of them at once. Writes nothing.
 */
export function chooseCuts(candidates: readonly Candidate[], request: CutRequest): Choice {
  const { channel, level, version: wanted, tracks: asked } = request;
  const isChanged = asked === "changed";
  const automatic = automaticTracks(candidates.map(({ track }) => track), request);
  const questions = candidates.map((candidate): TrackVersions => {
    const { track: { key, written, release }, known, burnt, story: { facts } } = candidate;
    return {
      ...{ key, written, known, burnt, group: release.group, policy: release.policy ?? "fixed" },
      level: level ?? facts.level ?? "patch",
      moves: isChanged
        ? automatic.includes(candidate.track) && isMoving(candidate, channel)
        : asked.includes(key),
    };
  });
  const versions = wanted === undefined ? nextVersions(questions, channel) : Object.fromEntries(
    moving(questions).map((
      { key, known, burnt = [] },
    ) => [
      key,
      whyNotVersion([...known, ...burnt.filter((other) => compareVersions(other, wanted) === 0)], wanted) ??
        wanted,
    ]),
  );
  const livelyGroups = new Set(
    candidates.flatMap(({ track, commits }) => commits > 0 ? [track.release.group] : []),
  );
  const cuts: TrackCut[] = [];
  const refused: Finding[] = [];
  for (const candidate of candidates) {
    const { key } = candidate.track;
    const version = versions[key];
    if (version === undefined) continue;
    if (candidate.moved.length > 0) {
      refused.push(...candidate.moved);
      continue;
    }
    const finding = "code" in version
      ? { code: version.code, message: `${key}: ${version.problem}`, hint: version.hint, component: key }
      : isChanged ||
          candidate.track.release.group !== undefined && livelyGroups.has(candidate.track.release.group)
      ? undefined
      : nothingNew(candidate, version, request);
    if (finding !== undefined) refused.push(finding);
    else if (!("code" in version)) cuts.push(cutOf(candidate, version));
  }
  if (refused.length > 0 && !isChanged) throw refuseAll("release_refused", refused);
  return { cuts, skipped: refused };
}

/** A build for testers is made of every change; what everybody gets, only when the changes ask for a version. */
function isMoving({ commits, story }: Candidate, channel: CutRequest["channel"]): boolean {
  const asksForOne = story.release.bump === "manual" || story.facts.level !== null;
  return commits > 0 && (channel !== "live" || asksForOne);
}

/** The same channel twice without a change in between would be two names of one thing. */
function nothingNew(
  { track: { key }, tagged, commits }: Candidate,
  version: Version,
  { level, version: wanted }: CutRequest,
): Finding | undefined {
  const last = tagged[0];
  const isForced = level !== undefined || wanted !== undefined;
  if (last === undefined || commits > 0 || isForced || last.version.channel !== version.channel) {
    return undefined;
  }
  return {
    code: "release_empty",
    message: `nothing of ${key} changed since ${last.tag.name}`,
    hint: "Name a level (--bump patch) to release the same again, or another channel to promote it.",
    component: key,
  };
}

function cutOf(
  { track, tagged, highestBuild, commits }: Candidate,
  version: Version,
): TrackCut {
  const { key, component, release, hasStoreBuilds, written } = track;
  // what a merged release pull request wrote was never used, whether Postgres knows the component or not
  const isPrepared = compareVersions(written, version) === 0;
  const highest = highestBuild ?? (isPrepared ? component.build - 1 : null);
  return {
    key,
    version: formatVersion(version),
    tag: formatTag(release.tag, version),
    build: hasStoreBuilds ? component.build : chooseBuild({ written: component.build, highest }),
    previous: { version: component.version, build: component.build },
    since: previousTag({ tagged }, version.channel === "live")?.tag.name ?? null,
    commits,
  };
}
