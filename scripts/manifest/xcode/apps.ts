import type { Component, Mirror } from "../schema.ts";
import type { Tree } from "../tree.ts";
import { type Configuration, readTargets, type Target } from "./project.ts";
import { expand } from "./resolve.ts";
import type { ReadText } from "./xcconfig-layer.ts";

/** A component's Xcode targets. */
interface XcodeApps {
  /** Applications; only those whose bundle id is in `apns.topics` when there is such a one: then `isCertain`. */
  apps: Target[];
  isCertain: boolean;
  /** What is shipped inside of them. */
  extensions: Target[];
}

/** Reads the projects that the component's mirrors name or, when only xcconfig files are named, those in its folders. */
export async function readApps(read: ReadText, tree: Tree, component: Component): Promise<XcodeApps> {
  const targets: Target[] = [];
  for (const file of await projectsOf(tree, component)) targets.push(...await readTargets(read, file));
  const all = targets.filter(({ product }) => product === "application");
  const topics = component.apns?.topics ?? [];
  const named = all.filter((target) => topics.includes(bundleId(target) ?? ""));
  return {
    apps: named.length > 0 ? named : all,
    isCertain: named.length > 0 || all.length === 1,
    extensions: targets.filter(({ product }) =>
      /extension|watchapp|on-demand-install/.test(product) &&
      !product.endsWith(".tv-app-extension.intents")
    ),
  };
}

/** The configurations that an archive may be made with: not those for debugging, unless there are no others. */
export function archived({ configurations }: Target): Configuration[] {
  const others = configurations.filter(({ name }) => !/^(debug|profile)/i.test(name));
  return others.length > 0 ? others : configurations;
}

function bundleId(target: Target): string | undefined {
  const [configuration] = archived(target);
  return configuration && expand("$(PRODUCT_BUNDLE_IDENTIFIER)", configuration);
}

async function projectsOf(tree: Tree, { mirrors, paths }: Component): Promise<string[]> {
  const named = new Set(mirrors.filter(isProject).map(({ file }) => file));
  if (named.size > 0) return [...named];
  if (!mirrors.some(({ type }) => type === "xcconfig")) return [];
  const folders = paths.map(foldersBeforeGlob);
  const found = await Promise.all([...new Set(folders)].map((folder) => tree.paths(folder)));
  return found.flat().filter((path) =>
    path.endsWith(".xcodeproj/project.pbxproj") && !/(^|\/)(Pods|Carthage)\//.test(path)
  );
}

/** The folders of a path that no wildcard is in. */
function foldersBeforeGlob(path: string): string {
  const folders = path.split("/").filter((folder) => folder !== "");
  const first = folders.findIndex((folder) => /[*{?[]/.test(folder));
  return folders.slice(0, first === -1 ? undefined : first).join("/");
}

function isProject({ type, file }: Mirror): boolean {
  return type === "pbxproj" && file.endsWith(".xcodeproj/project.pbxproj");
}
