import { posix } from "node:path";
import { isBare } from "../../tracks/tag-overlap.ts";
import { type Candidate, keyFrom } from "../find/candidate.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { packageNames, withoutScope } from "./package-name.ts";
import type { TrackWish } from "./release-tool.ts";
import { nameIn, type TagPrefix } from "./tags.ts";

/**
 * The tracks that the tags of a repository without a release tool tell of: a prefix that is a component's name, and tags without a name
 * where it is plain whose they are. `isForBare`: no tool says whose those without a name are; beside one they are of former times.
 */
export function taggedTracks(
  prefixes: readonly TagPrefix[],
  candidates: readonly Candidate[],
  snapshot: Snapshot,
  { isForBare }: { isForBare: boolean },
): { tracks: TrackWish[]; remarks: string[] } {
  const used = prefixes.filter(({ version }) => version !== undefined);
  const bump = bumpOf(snapshot);
  const wish = (candidate: Candidate, { prefix }: TagPrefix): TrackWish => ({
    folder: candidate.component.paths[0] ?? ".",
    name: candidate.key,
    tag: prefix,
    bump,
    mirrors: [],
  });
  const named = candidates.flatMap((candidate) => {
    const names = namesOf(candidate, snapshot);
    const found = used.find(({ prefix }) => !isBare(prefix) && names.has(nameIn(prefix).toLowerCase()));
    return found === undefined ? [] : [{ candidate, track: wish(candidate, found) }];
  });
  const rest = candidates.filter((one) => !named.some(({ candidate }) => candidate === one));
  const bare = isForBare ? used.find(({ prefix }) => isBare(prefix)) : undefined;
  const owner = bare === undefined ? undefined : ownerOf(rest, snapshot, named.length === 0);
  const foreign = prefixes.flatMap(({ foreign }) => foreign ?? []);
  return {
    tracks: [...named.map(({ track }) => track), ...bare && owner ? [wish(owner, bare)] : []],
    remarks: [
      ...bare && !owner
        ? [
          `tags like ${bare.prefix}${bare.version} are of no one component: where they are of one, give it "release": { "tag": ${
            JSON.stringify(bare.prefix)
          } }`,
        ]
        : [],
      ...foreign.length > 0 && used.length > 0
        ? [`tags like ${foreign[0]} are on no channel (alpha, beta, rc), so they count for nothing`]
        : [],
    ],
  };
}

/** Who has the repository to itself, or its name. */
function ownerOf(
  candidates: readonly Candidate[],
  { name }: Snapshot,
  isAlone: boolean,
): Candidate | undefined {
  const own = candidates.filter(({ component }) => component.kind !== "database");
  return own.find(({ component }) => component.paths[0] === ".") ??
    (own.length === 1 && isAlone ? own[0] : own.find(({ key }) => key === keyFrom(name)));
}

function namesOf({ key, component }: Candidate, snapshot: Snapshot): Set<string> {
  const [folder = "."] = component.paths;
  const said = [
    ...packageNames(folder, snapshot).values(),
    ...packageNames(posix.join(folder, "src-tauri"), snapshot).values(),
  ];
  const names = [
    key,
    ...folder === "." ? [] : [folder, posix.basename(folder)],
    ...said,
    ...said.map(withoutScope),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}

/** Most of the last commits tell whether commits can decide. */
function bumpOf({ subjects = [] }: Snapshot): TrackWish["bump"] {
  const conventional = subjects.filter((subject) => /^[a-z]+(\([^)]*\))?!?: \S/.test(subject));
  return subjects.length > 0 && conventional.length * 2 >= subjects.length ? "conventional" : "manual";
}
