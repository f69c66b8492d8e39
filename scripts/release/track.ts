import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Component, Manifest } from "../manifest/schema.ts";
import type { Release } from "../manifest/schema-release.ts";
import { storeDecides } from "../manifest/store-decides.ts";
import { parseVersion, type Version } from "../tracks/version.ts";

/** A component with a `release` block. */
export interface Track {
  key: string;
  component: Component;
  release: Release;
  /** What version.json says. */
  written: Version;
  /** A store counts its builds, so that a release raises only its version. */
  hasStoreBuilds: boolean;
}

/** Every track, in the manifest's order. */
export function tracksOf({ components }: Pick<Manifest, "components">): Track[] {
  return Object.entries(components).flatMap(([key, component]) => {
    const { release, version } = component;
    const written = parseVersion(version);
    if (release === undefined || "problem" in written) return [];
    return [{ key, component, release, written, hasStoreBuilds: storeDecides(component) }];
  });
}

/** The tracks that a release of these has to know of: themselves, their groups, and SDKs that follow them. What others are like costs a look at each. */
export function concernedTracks(
  manifest: Pick<Manifest, "components">,
  names: readonly string[] | "changed",
): Track[] {
  const tracks = tracksOf(manifest);
  if (names === "changed") return tracks;
  const groups = new Set(
    tracks.flatMap(({ key, release }) => names.includes(key) ? release.group ?? [] : []),
  );
  const together = tracks.filter(({ key, release: { group } }) =>
    names.includes(key) || group !== undefined && groups.has(group)
  ).map(({ key }) => key);
  return tracks.filter(({ key, release: { follows } }) =>
    together.includes(key) || follows.some((followed) => together.includes(followed))
  );
}

/** The tracks of these names. Raises `track_unknown`, `track_missing` (exit 2), which lists those that there are. */
export function requireTracks(manifest: Pick<Manifest, "components">, names: readonly string[]): Track[] {
  const tracks = tracksOf(manifest);
  const known = tracks.map(({ key }) => key).join(", ");
  if (tracks.length === 0) {
    throw new CommandError(
      "track_missing",
      "no component of version.json has a release block, so there are no tracks",
      "slipway init proposes them; docs/tracks.md says what a release block holds.",
      exitCode.usage,
    );
  }
  if (names.length === 0) {
    throw new CommandError(
      "track_missing",
      "release needs a track",
      `Name one or several of ${known}, or say --changed.`,
      exitCode.usage,
    );
  }
  return [...new Set(names)].map((name) => {
    const track = tracks.find(({ key }) => key === name);
    if (track !== undefined) return track;
    throw new CommandError(
      "track_unknown",
      `there is no track ${name}`,
      `There are ${known}.`,
      exitCode.usage,
    );
  });
}
