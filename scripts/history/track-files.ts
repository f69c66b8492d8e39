import { matcherOf, ownerOf, placeOf } from "../manifest/ownership.ts";
import type { Manifest } from "../manifest/schema.ts";

/** Whether a file is a track's: its component owns it, or it is one of the track's inputs. */
export function trackFiles(manifest: Manifest, key: string): (path: string) => boolean {
  const inputs = (manifest.components[key]?.release?.inputs ?? []).map(matcherOf);
  return (path) => ownerOf(manifest, path) === key || inputs.some((matches) => matches(path));
}

/**
 * Whether nothing but documents changed, so that there is nothing to release: Markdown and its kin, and what is in a folder `docs`. Where the
 * track itself is documents, as a site whose paths name such a folder, its files count. `except` are files that are never mere documents.
 */
export function isDocsOnly(
  paths: readonly string[],
  { owned = [], except = [] }: { owned?: readonly string[]; except?: readonly string[] } = {},
): boolean {
  const sites = owned.map(placeOf).filter((entry) => entry.split("/").some(isDocsFolder)).map(matcherOf);
  const kept = new Set(except);
  return paths.every((path) => !kept.has(path) && isDocument(path) && !sites.some((holds) => holds(path)));
}

function isDocument(path: string): boolean {
  return /\.(md|mdx|markdown|adoc|rst)$/i.test(path) || path.split("/").slice(0, -1).some(isDocsFolder);
}

function isDocsFolder(folder: string): boolean {
  return /^docs?$/i.test(folder);
}
