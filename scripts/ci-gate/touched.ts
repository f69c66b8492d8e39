import { isDocsOnly, trackFiles } from "../history/track-files.ts";
import { manifestPath } from "../manifest/edits.ts";
import { matcherOf, ownerOf } from "../manifest/ownership.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isPreparation } from "../workflows/install.ts";

/** What changed files are about. */
interface Touched {
  /** Each component that has to be looked at, and the first file that says so. */
  components: ReadonlyMap<string, string>;
  /** Files that say nothing about anybody. */
  others: readonly string[];
}

/**
 * Whose files these are. A file is its owner's, by the longest match, and of every track that names it in its inputs. What belongs to every
 * ship touches every component, except for documents, notes and what Slipway writes. So does what packages are installed by, when it is
 * nobody's. version.json touches those whose entries `entries` says differ.
 */
export function touchedBy(manifest: Manifest, paths: readonly string[], entries: readonly string[]): Touched {
  const keys = Object.keys(manifest.components);
  const tracks = keys.map((key) => ({ key, holds: trackFiles(manifest, key) }));
  const components = new Map<string, string>();
  const others: string[] = [];
  const touch = (touched: readonly string[], path: string) => {
    if (touched.length === 0) others.push(path);
    for (const key of touched) if (!components.has(key)) components.set(key, path);
  };
  for (const path of paths) {
    const holding = tracks.filter(({ holds }) => holds(path)).map(({ key }) => key);
    if (path === manifestPath) touch(entries, path);
    else if (holding.length > 0) touch(holding, path);
    else touch(isEverybodys(manifest, path) ? keys : [], path);
  }
  return { components, others };
}

function isEverybodys(manifest: Manifest, path: string): boolean {
  const { readme, notes } = manifest.ship;
  const owner = ownerOf(manifest, path);
  if (owner === null) return isPreparation(path);
  const words = [readme, notes.chat, notes.store, "notes"].map(matcherOf);
  return owner === "shared" && !words.some((holds) => holds(path)) && !isDocsOnly([path]);
}
