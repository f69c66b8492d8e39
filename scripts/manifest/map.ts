import type { Finding } from "../cli/command-error.ts";
import { finding } from "./findings.ts";
import type { Workspace } from "./load.ts";
import { lineAt, nodeAt, scanJson, toPointer } from "./mirrors/json-text.ts";
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

/** Every path of `ship.map` that leads nowhere. A path is a file, a folder or a glob. */
export async function checkMap({ tree, manifest, text }: Workspace): Promise<Finding[]> {
  const concerns = Object.entries(manifest.ship.map);
  const isThere = await Promise.all(concerns.map(([, path]) => leadsSomewhere(tree, path)));
  const stale = concerns.filter((_, index) => !isThere[index]);
  if (stale.length === 0) return [];
  const root = scanJson(text);
  return stale.map(([concern, path]) => {
    const node = nodeAt(root, toPointer(["ship", "map", concern]));
    const line = node === undefined ? undefined : lineAt(text, node.start);
    const what = `${concern} is said to be in ${path}, which does not exist`;
    return finding("map_stale", { file: "version.json", line }, what, "Correct `ship.map` in version.json.");
  });
}

/** Components whose `paths` match nothing, in words: a folder may come later, but often it was renamed. */
export async function emptyComponents({ tree, manifest }: Workspace): Promise<string[]> {
  const notices = await Promise.all(
    Object.entries(manifest.components).map(async ([key, { paths }]) => {
      const isThere = await Promise.all(paths.map((path) => leadsSomewhere(tree, path)));
      const empty = paths.filter((_, index) => !isThere[index]);
      return empty.map((path) => `${key}: ${path} matches no file`);
    }),
  );
  return notices.flat();
}

async function leadsSomewhere(tree: Tree, path: string): Promise<boolean> {
  if (await tree.exists(path)) return true;
  if (!/[*?[\]{}()!]/.test(path)) return false;
  const { matcherOf } = await import("./ownership.ts");
  return (await tree.paths()).some(matcherOf(path));
}
