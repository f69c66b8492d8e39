import { posix } from "node:path";
import type { Mirror } from "../schema.ts";

/** Where an npm package keeps the versions of what it installs; either repeats the package's own. */
export const npmLocks = ["package-lock.json", "npm-shrinkwrap.json"];
export const cargoLock = "Cargo.lock";

/** Whether a mirror is a package's version, which a lock of npm repeats. */
export function isPackageVersion(mirror: Mirror): boolean {
  return mirror.type === "json" && mirror.key === "/version" &&
    posix.basename(mirror.file) === "package.json";
}

/** Whether a mirror is the version of a crate or of a workspace, which Cargo.lock and other crates repeat. */
export function isCrateVersion(mirror: Mirror): boolean {
  return mirror.type === "toml" && posix.basename(mirror.file) === "Cargo.toml" &&
    ["/package/version", workspaceVersion].includes(mirror.key);
}

/** The version that crates of a workspace take with `version.workspace = true`. */
export const workspaceVersion = "/workspace/package/version";

/** Lock files that a mirror's value may stand in: those beside its file and above; whether they are there is not asked. */
export function lockPathsOf(mirror: Mirror): string[] {
  const names = isPackageVersion(mirror) ? npmLocks : isCrateVersion(mirror) ? [cargoLock] : [];
  if (names.length === 0) return [];
  return foldersUp(mirror.file).flatMap((folder) => names.map((name) => posix.join(folder, name)));
}

/** The folder of a file and all above it up to the root, which is `.`. */
export function foldersUp(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === "." ? [folder] : [folder, ...foldersUp(folder)];
}
