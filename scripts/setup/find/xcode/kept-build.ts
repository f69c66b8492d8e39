import { findPbxproj } from "../../../manifest/mirrors/pbxproj.ts";
import { findXcconfig } from "../../../manifest/mirrors/xcconfig.ts";
import { wholeBuild } from "../builds.ts";
import type { MirrorDraft } from "../candidate.ts";
import type { Snapshot } from "../snapshot.ts";
import type { BuildSource, Origin } from "./app-builds.ts";

/** Where the build of an app is kept, as far as Slipway can write it. */
export interface KeptBuild {
  mirrors: MirrorDraft[];
  build: number;
  remarks: string[];
}

/**
 * The places that Xcode reads the build from. They become mirrors only when all of them hold the same whole number; else they are named,
 * and a person decides.
 */
export function keptBuild(file: string, all: readonly BuildSource[], snapshot: Snapshot): KeptBuild {
  const sources = all.filter(({ value, unknown }) => value !== "" || unknown !== undefined);
  const build = Math.max(0, ...sources.flatMap(({ value }) => wholeBuild(value) ?? []));
  const none = (...remarks: string[]) => ({ mirrors: [], build, remarks });
  const literal = [...new Set(sources.flatMap(({ literal }) => literal ?? []))];
  if (literal.length > 0) {
    return none(
      `${file}: the build is written in ${list(literal)} itself (CFBundleVersion = ${
        list(valuesOf(sources))
      }), which Slipway does not write yet, so no file mirrors it; to keep it in the project, write it into CURRENT_PROJECT_VERSION of every target first, then $(CURRENT_PROJECT_VERSION) here${
        sources.some(({ value }) => /^\d+(\.\d+)+$/.test(value))
          ? ". It is dotted: see docs/dotted-builds.md"
          : ""
      }`,
    );
  }
  const unknown = sources.find((source) => source.unknown !== undefined);
  if (unknown?.unknown !== undefined) {
    return none(
      `${file}: the build of ${unknown.target} is $(${unknown.unknown}), which nothing in the repository sets, so no file mirrors it`,
    );
  }
  const origins = distinctOrigins(sources);
  if (origins.length === 0) {
    const put = sources[0] === undefined
      ? "no CURRENT_PROJECT_VERSION was found"
      : `the build ${sources[0].value} is put together`;
    return none(`${file}: ${put}, so no file mirrors the build`);
  }
  const conditional = origins.find(({ file, key }) =>
    new RegExp(`\\b${key}\\[`).test(snapshot.read(file) ?? "")
  );
  if (conditional) {
    return none(
      `${conditional.file}: ${conditional.key} has other values under conditions, ${conditional.key}[…], so no file mirrors the build`,
    );
  }
  const places = origins.map((origin) => ({ origin, values: linesOf(origin, snapshot) }));
  const values = [...new Set([...places.flatMap(({ values }) => values), ...valuesOf(sources)])];
  const [first] = places;
  if (values.length > 1 || first === undefined) {
    return none(
      `${file}: ${
        describe(places)
      } disagree, so no file mirrors the build; make them all say ${build}, then add the mirror`,
    );
  }
  if (wholeBuild(values[0]) === undefined) {
    return none(
      `${describe(places)}: ${
        values[0]
      } is no whole number, so no file mirrors the build; docs/dotted-builds.md says how to move on`,
    );
  }
  const more = places.length === 1
    ? []
    : [`${file}: the build stands in several places, and each is a mirror: ${describe(places)}`];
  return {
    mirrors: places.map(({ origin, values }) => mirrorOf(origin, values.length)),
    build,
    remarks: more,
  };
}

function mirrorOf({ file, key, type }: Origin, count: number): MirrorDraft {
  const rest = { file, key, value: "build", authority: "store" } as const;
  return type === "pbxproj" ? { type, ...rest, count } : { type, ...rest };
}

function distinctOrigins(sources: readonly BuildSource[]): Origin[] {
  const seen = new Map<string, Origin>();
  for (const { origin } of sources) {
    if (origin !== undefined) seen.set(`${origin.file}\n${origin.key}`, origin);
  }
  return [...seen.values()];
}

/** The values of every line that a mirror would write, also those of targets that are not shipped. */
function linesOf({ file, key, type }: Origin, { read }: Snapshot): string[] {
  const text = read(file) ?? "";
  return (type === "pbxproj" ? findPbxproj(text, key) : findXcconfig(text, key)).map(({ value }) => value);
}

function valuesOf(sources: readonly BuildSource[]): string[] {
  return [...new Set(sources.map(({ value }) => value))];
}

function describe(places: readonly { origin: Origin; values: string[] }[]): string {
  return list(
    places.map(({ origin: { file, key }, values }) => `${key} in ${file} (${list([...new Set(values)])})`),
  );
}

function list(items: readonly string[]): string {
  return items.join(", ");
}
