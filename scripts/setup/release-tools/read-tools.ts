import type { Snapshot } from "../find/snapshot.ts";
import { readChangesets } from "./changesets.ts";
import { readLerna } from "./lerna.ts";
import { readReleasePlease } from "./release-please.ts";
import type { ReleaseTool, TrackWish } from "./release-tool.ts";
import { readSemanticRelease } from "./semantic-release.ts";

/** Lerna comes last: its file often stays behind when another tool took over. */
const readers = [readReleasePlease, readChangesets, readSemanticRelease, readLerna];

/** What the repository's release tool says; with several, the first one's word counts. */
export function readReleaseTools(snapshot: Snapshot): Omit<ReleaseTool, "file"> {
  const [first, ...others] = readers.flatMap((read) => read(snapshot) ?? []);
  if (first === undefined) return { tracks: [], remarks: [] };
  const { tracks, remarks } = oneTagEach({ ...first, remarks: [...new Set(first.remarks)] });
  return {
    tracks,
    untracked: first.untracked ?? [],
    remarks: [
      ...remarks,
      ...others.map(({ file }) => `${file} says how to release as well; ${first.file} is what counted`),
    ],
  };
}

/** Packages that are released under one tag are one track. */
function oneTagEach({ file, tracks, remarks }: ReleaseTool): Pick<ReleaseTool, "tracks" | "remarks"> {
  const byTag = Map.groupBy(tracks, ({ tag }) => tag);
  const shared = [...byTag].filter(([, some]) => some.length > 1);
  return {
    tracks: [...byTag.values()].flatMap((some) => joined(some)),
    remarks: [
      ...remarks,
      ...shared.map(([tag, some]) =>
        `${file}: ${
          some.map(({ name }) => name).join(", ")
        } have the same tag (${tag}1.2.3), so they are one track`
      ),
    ],
  };
}

function joined(some: readonly TrackWish[]): TrackWish[] {
  const owner = some.find(({ folder }) => folder === ".") ?? some[0];
  if (owner === undefined || some.length === 1) return [...some];
  const { group: _, ...rest } = owner;
  const others = some.filter((one) => one !== owner);
  return [{
    ...rest,
    also: others.map(({ folder }) => folder),
    mirrors: some.flatMap(({ mirrors }) => mirrors),
  }];
}
