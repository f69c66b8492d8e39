import { globMatcher, isGlob } from "./glob.ts";
import type { Manifest } from "./schema.ts";

type Owner = string | "shared" | null;

/** Matchers are compiled once per manifest: a ship asks for every changed file. */
const compiled = new WeakMap<Manifest, (path: string) => Owner>();

/**
 * Who owns a file: a component's key, `shared` when it belongs to every ship, null when it is nobody's. The longest
 * match wins.
 */
export function ownerOf(manifest: Manifest, path: string): Owner {
  const known = compiled.get(manifest) ?? compile(manifest);
  compiled.set(manifest, known);
  return known(path);
}

/**
 * A folder with all it holds, or a glob. What a folder is called counts literally first: `app/[slug]` is no pattern.
 */
export function matcherOf(entry: string): (path: string) => boolean {
  const folder = placeOf(entry);
  if (folder === "" || folder === ".") return () => true;
  const isBelow = (path: string) => path === folder || path.startsWith(`${folder}/`);
  if (!isGlob(folder)) return isBelow;
  const matches = globMatcher(folder);
  return (path) => isBelow(path) || matches(path);
}

/** An entry without `./` before it and `/` behind it. */
export function placeOf(entry: string): string {
  return entry.split("/").filter((part) => part !== "" && part !== ".").join("/");
}

function compile(manifest: Manifest): (path: string) => Owner {
  const shared = [...manifest.ship.shared, manifest.ship.readme].map(matcherOf);
  const entries = Object.entries(manifest.components)
    .flatMap(([key, { paths }]) =>
      paths.map((entry) => ({ key, length: lengthOf(entry), matches: matcherOf(entry) }))
    )
    .sort((a, b) => b.length - a.length);
  return (path) =>
    shared.some((matches) => matches(path))
      ? "shared"
      : entries.find(({ matches }) => matches(path))?.key ?? null;
}

/** `.` is the whole repository and gives way to every other entry. */
function lengthOf(entry: string): number {
  return entry === "." || entry === "./" ? 0 : entry.length;
}
