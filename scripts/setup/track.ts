import { posix } from "node:path";
import { formatVersion, latest, parseVersion } from "../tracks/version.ts";
import type { Candidate, ComponentDraft } from "./find/candidate.ts";
import type { Snapshot } from "./find/snapshot.ts";
import type { MirrorWish } from "./release-tools/mirror-wish.ts";
import type { TrackWish } from "./release-tools/release-tool.ts";
import { tagPrefixes } from "./release-tools/tags.ts";
import { versionPlaces } from "./release-tools/version-places.ts";

interface Around {
  others: readonly Candidate[];
  snapshot: Snapshot;
}

/** The component with its `release` block, its version, and a mirror for every file that repeats it. */
export function asTrack(candidate: Candidate, wish: TrackWish, around: Around): Candidate {
  const { snapshot } = around;
  const { component } = candidate;
  const [folder = "."] = component.paths;
  const places = distinctPlaces(
    [...new Set([folder, wish.folder, ...wish.also ?? []])].flatMap((one) => versionPlaces(one, snapshot))
      .concat(wish.mirrors),
  );
  const version = versionOf(wish, component, snapshot);
  if (version === undefined) {
    const why = `${candidate.key} is no track yet: its version is ${
      wish.version ?? component.version
    }, and a track's is X.Y.Z or X.Y.Z-<alpha|beta|rc>.<n>, counted from 1`;
    return { ...candidate, remarks: [...candidate.remarks, why] };
  }
  const agreeing = places.filter(({ found }) => found === version);
  const others = places.filter(({ found }) => found !== version);
  const isSame = ({ mirror }: MirrorWish) =>
    (component.mirrors ?? []).some((one) =>
      one.file === mirror.file && "key" in one && "key" in mirror && one.key === mirror.key
    );
  const mirrors = [
    ...component.mirrors ?? [],
    ...agreeing.filter((one) => !isSame(one)).map(({ mirror }) => mirror),
  ];
  return {
    ...candidate,
    component: {
      ...component,
      version,
      ...mirrors.length > 0 ? { mirrors } : {},
      release: releaseOf(wish, component, around),
    },
    remarks: [
      ...candidate.remarks.filter((line) => !/holds a version and no build/.test(line)),
      ...others.map(({ mirror, found }) =>
        `${mirror.file} says version ${found}, and ${candidate.key} is at ${version}: write that there and add a mirror, or leave it`
      ),
    ],
  };
}

/** What the tool says, else the files, or the tags where those are higher: a file that never had a real version gives way to them. */
function versionOf(wish: TrackWish, component: ComponentDraft, { tags = [] }: Snapshot): string | undefined {
  const tagged = tagPrefixes(tags).find(({ prefix }) => prefix === wish.tag)?.version;
  const { version = "0.0.0" } = component;
  const own = [wish.version ?? version].filter((one) => !one.startsWith("0.0.0"));
  const usable = [...own, ...tagged === undefined ? [] : [tagged]].flatMap((text) => {
    const read = parseVersion(text);
    return "problem" in read ? [] : [read];
  });
  const best = latest(usable);
  return best !== undefined ? formatVersion(best) : own.length === 0 ? "0.0.0" : undefined;
}

function releaseOf(
  wish: TrackWish,
  component: ComponentDraft,
  { others, snapshot }: Around,
): NonNullable<ComponentDraft["release"]> {
  const { tag, bump, belowOne, changelog, auto, group, also = [], excludes = [] } = wish;
  const inputs = wish.folder === "."
    ? others.flatMap(({ component }) => component.paths).filter((path) =>
      path !== "." && [...snapshot.files].some((file) => isWithin(file, path)) && !excludes.some((folder) =>
        isWithin(path, folder)
      ) &&
      component.paths.every((own) => own !== path)
    )
    : also;
  return {
    tag,
    ...inputs.length > 0 ? { inputs: inputs.map((path) => `${path}/**`) } : {},
    ...bump === "conventional" ? {} : { bump },
    ...belowOne,
    ...changelogOf(changelog, bump, component, snapshot),
    ...auto === undefined ? {} : { auto },
    ...group === undefined
      ? {}
      : { group: group.key, ...group.policy === "fixed" ? {} : { policy: group.policy } },
  };
}

/** A changelog with an [Unreleased] heading is written by people; every other one by commits or change files. */
function changelogOf(
  said: string | undefined,
  bump: TrackWish["bump"],
  { paths: [folder = "."] }: ComponentDraft,
  { files, read }: Snapshot,
): Pick<NonNullable<ComponentDraft["release"]>, "changelog"> {
  const file = said ?? posix.join(folder, "CHANGELOG.md");
  const isWritten = said === undefined &&
    /^##\s*\[?unreleased\b/im.test(files.has(file) ? read(file) ?? "" : "");
  if (isWritten) return { changelog: file };
  const isGenerated = said !== undefined || files.has(file) && bump !== "manual";
  return isGenerated ? { changelog: { file, entries: "generated" } } : {};
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder.replace(/\/$/, "")}/`);
}

function distinctPlaces(places: readonly MirrorWish[]): MirrorWish[] {
  return [...new Map(places.map((one) => [JSON.stringify(one.mirror), one])).values()];
}
