import { z } from "zod";
import { findOverlaps, isBare } from "../tracks/tag-overlap.ts";
import { placeholders } from "../tracks/template.ts";
import { parseVersion } from "../tracks/version.ts";

const text = z.string().optional().catch(undefined);
const texts = z.array(z.string()).optional().catch(undefined);

/** What can be read from a `release` block whose shape may be wrong. */
export const looseRelease = z.object({
  tag: text,
  notes: text,
  upgrade_notes: text,
  updater: z.object({ file: text, aliases: texts }).optional().catch(undefined),
  floats: z.object({ command: text }).optional().catch(undefined),
  group: text,
  policy: text,
  follows: texts,
  record: z.object({ includes: texts }).optional().catch(undefined),
}).optional().catch(undefined);

export type ReleaseFacts = NonNullable<z.infer<typeof looseRelease>>;

interface Place {
  /** Below `/components`. */
  path: PropertyKey[];
  what: string;
}

/** Everything between tracks that is wrong: tags that would start another track, groups that disagree, what nobody can fill in. */
export function releaseProblems(
  components: Readonly<Record<string, { version?: string; release?: ReleaseFacts }>>,
): Place[] {
  const tracks = Object.entries(components).flatMap(([key, { version, release }]) =>
    release === undefined ? [] : [{ key, version, release }]
  );
  return [
    ...overlapProblems(tracks),
    ...groupProblems(tracks),
    ...tracks.flatMap(({ key, version = "0.0.0", release }) => [
      ...versionProblems(key, version),
      ...templateProblems(key, release),
      ...unknownKeys(key, release, components),
    ]),
  ];
}

interface Track {
  key: string;
  release: ReleaseFacts;
}

function overlapProblems(tracks: readonly Track[]): Place[] {
  const named = tracks.flatMap(({ key, release: { tag } }) => tag === undefined ? [] : [{ key, tag }]);
  const bare = named.filter(({ tag }) => isBare(tag));
  const overlaps = findOverlaps(Object.fromEntries(named.map(({ key, tag }) => [key, tag])));
  return [
    ...bare.slice(1).map(({ key }) => ({
      path: [key, "release", "tag"],
      what: `${
        bare[0]?.key
      } has no prefix of its own either, and only one track may: give this one a prefix, as ${key}-v`,
    })),
    ...overlaps.map(({ tag, trigger, example, glob }) => ({
      path: [tag, "release", "tag"],
      what:
        `a tag of ${tag}, as ${example}, matches ${glob}, which starts ${trigger}: choose prefixes of which none begins like another`,
    })),
  ];
}

function groupProblems(tracks: readonly Track[]): Place[] {
  const policies = new Map<string, { key: string; policy: string }>();
  return tracks.flatMap(({ key, release: { group, policy = "fixed" } }): Place[] => {
    if (group === undefined) return [];
    const first = policies.get(group) ?? { key, policy };
    policies.set(group, first);
    if (first.policy === policy) return [];
    return [{
      path: [key, "release", "policy"],
      what: `${first.key} says ${first.policy} for the group ${group}, and this says ${policy}`,
    }];
  });
}

function versionProblems(key: string, version: string): Place[] {
  const read = parseVersion(version);
  return "problem" in read
    ? [{ path: [key, "version"], what: `${read.problem}; a track's version has that form` }]
    : [];
}

/** What may be filled in, by field. */
const known = {
  notes: ["version", "channel"],
  updater: ["channel"],
  floats: ["channel", "version", "tag", "sha"],
};

function templateProblems(key: string, { notes, upgrade_notes, updater, floats }: ReleaseFacts): Place[] {
  const look = (path: PropertyKey[], template: string | undefined, names: readonly string[]) =>
    placeholders(template ?? "").filter((name) => !names.includes(name)).map((name) => ({
      path: [key, "release", ...path],
      what: `{${name}} is none of {${names.join("}, {")}}`,
    }));
  return [
    ...look(["notes"], notes, known.notes),
    ...look(["upgrade_notes"], upgrade_notes, known.notes),
    ...look(["updater", "file"], updater?.file, known.updater),
    ...(updater?.aliases ?? []).flatMap((alias, index) =>
      look(["updater", "aliases", index], alias, known.updater)
    ),
    ...look(["floats", "command"], floats?.command, known.floats),
  ];
}

function unknownKeys(
  key: string,
  { follows = [], record }: ReleaseFacts,
  components: Readonly<Record<string, { release?: ReleaseFacts }>>,
): Place[] {
  const has = (other: string) => Object.hasOwn(components, other);
  return [
    ...follows.flatMap((other, index): Place[] => {
      const path = [key, "release", "follows", index];
      if (!has(other)) return [{ path, what: `there is no component ${other}` }];
      if (other === key) return [{ path, what: "a track can't follow itself" }];
      return components[other]?.release === undefined
        ? [{ path, what: `${other} is no track: it has no release block` }]
        : [];
    }),
    ...(record?.includes ?? []).flatMap((other, index): Place[] =>
      has(other)
        ? []
        : [{ path: [key, "release", "record", "includes", index], what: `there is no component ${other}` }]
    ),
  ];
}
