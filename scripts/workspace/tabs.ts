import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { clean } from "../../functions/_shared/table/rows.ts";
import type { Finding } from "../cli/command-error.ts";
import { isGlob } from "../manifest/glob.ts";
import type { Workspace } from "../manifest/load.ts";
import { rowOrder } from "../manifest/rows.ts";

/** One tab of a terminal: a component in one of its folders. */
export interface Tab {
  component: string;
  /** What the tab is called: the component's name, with the folder when that alone would not tell. */
  title: string;
  /** Absolute. */
  folder: string;
}

/**
 * A tab per component and folder that its paths name, in the order of the table: of a file the folder that holds it, of a pattern the one
 * that it begins in. A path that is not there gets none, but a finding.
 */
export function tabsOf({ root, manifest }: Pick<Workspace, "root" | "manifest">): {
  tabs: Tab[];
  missing: Finding[];
} {
  const missing: Finding[] = [];
  const places = rowOrder(manifest).flatMap((key) => {
    const { name = key, paths = [] } = manifest.components[key] ?? {};
    const folders = paths.flatMap((path) => {
      const folder = folderOf(root, path);
      if (folder === undefined) missing.push(pathMissing(key, path));
      return folder ?? [];
    });
    return [...new Set(folders)].map((folder) => ({ component: key, name: clean(name, 60), folder }));
  });
  const tabs = places.map(({ component, name, folder }) => {
    const isAlone = places.filter((other) => other.name === name).length === 1;
    return { component, title: isAlone ? name : `${name} ${folder}`, folder: join(root, folder) };
  });
  return { tabs, missing };
}

/** Below the root; "." for the root itself. */
function folderOf(root: string, path: string): string | undefined {
  const parts = path.split("/");
  const at = parts.findIndex(isGlob);
  const named = (at === -1 ? parts : parts.slice(0, at)).filter((part) => part !== "").join("/") || ".";
  const found = statSync(join(root, named), { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory() ? named : dirname(named);
}

function pathMissing(component: string, path: string): Finding {
  return {
    code: "path_missing",
    message: `${component} has no tab for ${path}, which is not there`,
    hint: `Correct components.${component}.paths in version.json.`,
    component,
    file: path,
  };
}
