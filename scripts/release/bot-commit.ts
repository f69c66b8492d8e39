import { posix } from "node:path";
import { releaseTrailer, withTrailers } from "../git/trailers.ts";
import { manifestPath } from "../manifest/edits.ts";
import { isCrateVersion, lockPathsOf } from "../manifest/locks/lock-paths.ts";
import type { Manifest, Mirror } from "../manifest/schema.ts";
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

/**
 * Whether a release writes this file: version.json, the table, mirrors and what follows them, changelogs, used-up change files, what updaters
 * read. A crate's version may change what any other crate of its workspace requires.
 */
export function isReleaseFile(manifest: Manifest, path: string): boolean {
  if (path === manifestPath || path === manifest.ship.readme) return true;
  if (isUpdaterFile(manifest, path)) return true;
  return Object.values(manifest.components).some(({ mirrors, release }) =>
    release !== undefined &&
    (mirrors.some((mirror) => isMirrored(mirror, path)) || release.changelog?.file === path ||
      release.bump === "changes" && /^\.changeset\/[^/]+\.md$/.test(path))
  ) || hasReleaseHooks(manifest) && isLockFile(path);
}

/** Whether a ship writes this file, whatever it ships: version.json, the table, mirrors and what follows them, notes. */
export function isShipFile(manifest: Manifest, path: string): boolean {
  return path === manifestPath || path === manifest.ship.readme || isNotesFile(manifest, path) ||
    Object.values(manifest.components).some(({ mirrors }) =>
      mirrors.some((mirror) => isMirrored(mirror, path))
    );
}

/** Whether it is one of the files that say what a ship brings; the ship that has told it empties it. */
export function isNotesFile({ ship: { notes } }: Pick<Manifest, "ship">, path: string): boolean {
  return path === notes.chat || path === notes.store;
}

const lockFiles = new Set([
  ...["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "bun.lockb", "packages.lock.json"],
  ...["gradle.lockfile", "go.sum", "Package.resolved", ".terraform.lock.hcl"],
]);

/** Whether a package manager keeps the versions of what it installs there. */
function isLockFile(path: string): boolean {
  const name = posix.basename(path);
  return lockFiles.has(name) || name.endsWith(".lock");
}

/** The steps of a release that version.json may name commands for. */
const hookable = ["bump", "check", "commit", "push", "record"] as const;

/** Whether commands of version.json run while a release is made; they may bring lock files up to date that Slipway does not know. */
export function hasReleaseHooks({ ship: { hooks } }: Pick<Manifest, "ship">): boolean {
  return [hooks.before, hooks.after].some((lines) => hookable.some((step) => lines[step] !== undefined));
}

function isMirrored(mirror: Mirror, path: string): boolean {
  return mirror.file === path || lockPathsOf(mirror).includes(path) ||
    isCrateVersion(mirror) && posix.basename(path) === "Cargo.toml";
}
