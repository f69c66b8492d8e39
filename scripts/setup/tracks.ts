import { posix } from "node:path";
import { findOverlaps } from "../tracks/tag-overlap.ts";
import { whyNoPrefix } from "../tracks/tag.ts";
import { type Candidate, distinct, keyOf, type Survey, titleFrom } from "./find/candidate.ts";
import type { Snapshot } from "./find/snapshot.ts";
import { readReleaseTools } from "./release-tools/read-tools.ts";
import type { TrackWish } from "./release-tools/release-tool.ts";
import { tagPrefixes } from "./release-tools/tags.ts";
import { taggedTracks } from "./release-tools/tagged-tracks.ts";
import { labelled } from "./settle.ts";
import { asTrack } from "./track.ts";

/**
 * What was found, with a `release` block for each component that has versions of its own: as the repository's release tool has it, else as
 * its tags have it. What a tool releases is a component, also where nothing else says so.
 */
export function withTracks(found: Survey, snapshot: Snapshot): Survey {
  const tool = readReleaseTools(snapshot);
  const valid = tool.tracks.filter(({ tag }) => whyNoPrefix(tag) === null);
  const settled = withOwners(found, valid, snapshot);
  const taken = valid.map(({ tag }) => tag);
  const free = tagPrefixes(snapshot.tags ?? []).filter(({ prefix }) => !taken.includes(prefix));
  const tagged = taggedTracks(
    free,
    settled.candidates.filter((one) =>
      wishOf(one, valid) === undefined && !tool.untracked?.includes(one.component.paths[0] ?? ".")
    ),
    snapshot,
    {
      isForBare: valid.length === 0,
    },
  );
  const wishes = withoutOverlaps([...valid, ...tagged.tracks]);
  const others = (candidate: Candidate) => settled.candidates.filter((one) => one !== candidate);
  const made = settled.candidates.map((candidate) => {
    const wish = wishOf(candidate, wishes.kept);
    return wish === undefined ? candidate : asTrack(candidate, wish, { others: others(candidate), snapshot });
  });
  return {
    candidates: made,
    leftOut: settled.leftOut,
    remarks: [
      ...found.remarks,
      ...tool.remarks,
      ...tool.tracks.filter(({ tag }) => whyNoPrefix(tag) !== null).map(({ name, tag }) =>
        `${name}: its tags begin with ${tag}, which no track's can: ${whyNoPrefix(tag)}`
      ),
      ...tagged.remarks,
      ...wishes.remarks,
    ],
  };
}

function wishOf(candidate: Candidate, wishes: readonly TrackWish[]): TrackWish | undefined {
  const [path = "."] = candidate.component.paths;
  const own = wishes.find(({ folder }) => folder === path);
  if (own !== undefined || candidate.scope !== path) return own;
  // The only component of a workspace owns all of it, and the tool names the folder inside that is released.
  const inside = wishes.filter(({ folder }) => path === "." || folder.startsWith(`${path}/`));
  return inside.length === 1 ? inside[0] : undefined;
}

/** Every track has a component: one that was left out comes back, and what nobody knew is one now. */
function withOwners(
  found: Survey,
  wishes: readonly TrackWish[],
  snapshot: Snapshot,
): Pick<Survey, "candidates" | "leftOut"> {
  const owned = found.candidates.map((candidate) => wishOf(candidate, wishes));
  const lone = wishes.filter((wish) => !owned.includes(wish)).map((wish) => {
    const known = found.leftOut.find(({ candidate }) => candidate?.component.paths[0] === wish.folder)
      ?.candidate;
    return {
      ...known ?? unknownOwner(wish, snapshot),
      evidence: `it is released with the tags ${wish.tag}1.2.3`,
    };
  });
  const folders = wishes.map(({ folder }) => folder);
  // Libraries that have the repository's version and tag are parts of it.
  const parts = wishes.flatMap(({ folder, also = [] }) => folder === "." ? also : []);
  const isPart = ({ component: { kind, deploy, paths: [path = "."] } }: Candidate) =>
    kind === "library" && deploy === undefined && parts.includes(path);
  return {
    candidates: labelled(distinct([...found.candidates, ...lone].filter((one) => !isPart(one)))),
    leftOut: [
      ...found.leftOut.filter(({ candidate }) =>
        candidate === undefined || !folders.includes(candidate.component.paths[0] ?? "")
      ),
      ...found.candidates.filter(isPart).map((candidate) => ({
        path: candidate.component.paths[0] ?? ".",
        why: "it has the version and the tag of the whole repository",
        candidate,
      })),
    ],
  };
}

function unknownOwner({ folder, name }: TrackWish, { name: repository, files }: Snapshot): Candidate {
  const key = keyOf(name, folder, repository);
  const isChart = files.has(posix.join(folder, "Chart.yaml"));
  return {
    key,
    evidence: "",
    component: {
      name: titleFrom(key),
      kind: isChart ? "server" : "library",
      version: "0.0.0",
      build: 0,
      paths: [folder],
    },
    remarks: [],
  };
}

/** Of two tracks whose tags would wake each other only the first stays one. */
function withoutOverlaps(wishes: readonly TrackWish[]): { kept: TrackWish[]; remarks: string[] } {
  const kept: TrackWish[] = [];
  const remarks: string[] = [];
  for (const wish of wishes) {
    const prefixes = Object.fromEntries([...kept, wish].map(({ folder, tag }) => [folder, tag]));
    const [overlap] = findOverlaps(prefixes);
    if (overlap === undefined) kept.push(wish);
    else {
      remarks.push(
        `${wish.name} has no release block: a tag as ${overlap.example} matches ${overlap.glob}, so its tags and those of another track would start each other; choose another prefix`,
      );
    }
  }
  return { kept, remarks };
}
