import { posix } from "node:path";
import type { Snapshot } from "../snapshot.ts";
import type { XcodeProject, XcodeTarget } from "./project.ts";
import { expand, levelsOf, resolve, type Resolved } from "./settings.ts";

/** Where a target takes its build from. */
export interface BuildSource extends Resolved {
  target: string;
  configuration: string;
  /** The Info.plist that holds the number itself. */
  literal?: string;
}

/** The app and what is built into it and carries a build of its own. */
export function shippedWith(
  project: XcodeProject,
  target: XcodeTarget,
  seen = new Set<XcodeTarget>(),
): XcodeTarget[] {
  seen.add(target);
  for (const id of target.dependencies) {
    const other = project.targets.get(id);
    const isBundle = other !== undefined &&
      /^(app-extension|extensionkit-extension|application|watchkit)/.test(other.product);
    if (isBundle && !seen.has(other)) shippedWith(project, other, seen);
  }
  return [...seen];
}

export function buildsOf(project: XcodeProject, target: XcodeTarget, snapshot: Snapshot): BuildSource[] {
  return target.configurations.map(({ name }) => {
    const levels = levelsOf(project, target, name, snapshot);
    const plist = infoPlist(project, levels, snapshot);
    const raw = plist?.get("CFBundleVersion");
    const about = { target: target.name, configuration: name };
    if (raw === undefined) return { ...about, ...resolve(levels, "CURRENT_PROJECT_VERSION") };
    if (!raw.includes("$")) return { ...about, value: raw, literal: plist?.path };
    return { ...about, ...expand(levels, raw) };
  });
}

/** The strings of a target's Info.plist. */
export function infoPlist(project: XcodeProject, levels: Parameters<typeof resolve>[0], { read }: Snapshot) {
  const named = resolve([
    {
      settings: new Map([["SRCROOT", "."], ["PROJECT_DIR", "."]]),
      origin: () => ({ file: "", type: "pbxproj" as const }),
    },
    ...levels,
  ], "INFOPLIST_FILE").value;
  if (named === "") return undefined;
  const path = posix.normalize(posix.join(project.folder, named));
  const text = read(path);
  if (text === undefined) return undefined;
  const values = new Map(
    [...text.matchAll(/<key>\s*(\w+)\s*<\/key>\s*<string>([^<]*)<\/string>/g)].map((
      [, key = "", value = ""],
    ) => [key, value.trim()]),
  );
  return { path, get: (key: string) => values.get(key) };
}
