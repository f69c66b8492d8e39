import { releaseTrailer, withTrailers } from "../git/trailers.ts";
import { manifestPath } from "../manifest/edits.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isUpdaterFile } from "./updater-path.ts";

/** A track and the version that a commit gives it. */
interface Bumped {
  key: string;
  version: string;
}

/** The message of the commit that a release makes. What tells it from a person's is its trailer together with its files, never these words. */
export function botMessage(
  bumped: readonly Bumped[],
  release: string,
  trailers: Record<string, string | undefined> = {},
): string {
  const subject = `chore: bump ${bumped.map(({ key, version }) => `${key} to ${version}`).join(", ")}`;
  return withTrailers(subject, { [releaseTrailer]: release, ...trailers });
}

/** The message of the commit that writes the files which a track's updaters read. */
export function publishMessage({ key, version }: Bumped, run: string): string {
  return withTrailers(`chore: publish ${key} ${version}`, { [releaseTrailer]: run });
}

/** A commit as git shows it. */
interface SeenCommit {
  /** The values of its `Slipway-Release` trailers. */
  releases: readonly string[];
  /** What it changes. */
  paths: readonly string[];
}

/** Whether a release made this commit: it says so in a trailer, and changes nothing that a release does not write. */
export function isBotCommit(manifest: Manifest, { releases, paths }: SeenCommit): boolean {
  const isMarked = releases.some((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  return isMarked && paths.every((path) => isReleaseFile(manifest, path));
}

/** Whether a release writes this file: version.json, the table, mirrors and what follows them, changelogs, used-up change files, what updaters read. */
export function isReleaseFile(manifest: Manifest, path: string): boolean {
  if (path === manifestPath || path === manifest.ship.readme) return true;
  if (isUpdaterFile(manifest, path)) return true;
  return Object.values(manifest.components).some(({ mirrors, release }) =>
    release !== undefined &&
    (mirrors.some(({ file }) => file === path) || release.changelog?.file === path ||
      release.bump === "changes" && /^\.changeset\/[^/]+\.md$/.test(path))
  );
}
