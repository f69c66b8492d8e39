import type { Finding } from "../cli/command-error.ts";
import { finding } from "./findings.ts";
import { isGlob } from "./glob.ts";
import type { Workspace } from "./load.ts";
import { lineAt, scanJson } from "./mirrors/json-text.ts";
import { nodeAt, toPointer } from "./mirrors/pointer.ts";
import { rowOrder } from "./rows.ts";
import type { Manifest } from "./schema.ts";
import type { Tree } from "./tree.ts";

/** One line of the where-things-live table. */
export interface MapRow {
  concern: string;
  paths: string[];
}

/** The concerns of `ship.map` as they are written, then every component in row order with what it owns. */
export function mapRows(manifest: Manifest): MapRow[] {
  return [
    ...Object.entries(manifest.ship.map).map(([concern, path]) => ({ concern, paths: [path] })),
    ...rowOrder(manifest).flatMap((key) => {
      const component = manifest.components[key];
      return component === undefined ? [] : [{ concern: component.label ?? key, paths: component.paths }];
    }),
  ];
}

/** Every path of the table that leads nowhere: a file, a folder or a glob of `ship.map`, or of what a component owns. */
export async function checkMap({ tree, manifest, text }: Workspace): Promise<Finding[]> {
  const entries = [
    ...Object.entries(manifest.ship.map).map(([concern, path]) => ({
      path,
      at: ["ship", "map", concern],
      what: `${concern} is said to be in ${path}, which does not exist`,
      hint: "Correct `ship.map` in version.json.",
    })),
    ...Object.entries(manifest.components).flatMap(([component, { paths }]) =>
      paths.map((path, index) => ({
        path,
        at: ["components", component, "paths", index],
        component,
        what: `${component}: ${path} matches no file`,
        hint: `Correct \`paths\` of ${component} in version.json.`,
      }))
    ),
  ];
  // one walk for all patterns
  let paths: Promise<string[]> | undefined;
  const all = () => paths ??= tree.paths();
  const isThere = await Promise.all(entries.map(({ path }) => leadsSomewhere(tree, path, all)));
  const stale = entries.filter((_, index) => !isThere[index]);
  if (stale.length === 0) return [];
  const root = scanJson(text);
  return stale.map(({ at, what, hint, ...entry }) => {
    const node = nodeAt(root, toPointer(at));
    const line = node === undefined ? undefined : lineAt(text, node.start);
    const component = "component" in entry ? entry.component : undefined;
    return finding("map_stale", { file: "version.json", line, component }, what, hint);
  });
}

async function leadsSomewhere(tree: Tree, path: string, all: () => Promise<string[]>): Promise<boolean> {
  const { matcherOf, placeOf } = await import("./ownership.ts");
  const place = placeOf(path);
  if (place === "" || await tree.exists(place)) return true;
  return isGlob(place) && (await all()).some(matcherOf(path));
}
