import { posix } from "node:path";
import type { Snapshot } from "../snapshot.ts";
import type { Configuration, XcodeProject, XcodeTarget } from "./project.ts";

/** Where a value is written. */
export interface Origin {
  file: string;
  type: "pbxproj" | "xcconfig";
  /** The setting of this name holds it: another one than was asked for where that is `$(OTHER)`. */
  key: string;
}

export interface Resolved {
  value: string;
  /** The only place that holds the value; nothing when it is put together, or set nowhere. */
  origin?: Origin;
  /** A variable that nothing in the repository sets. */
  unknown?: string;
}

interface Level {
  settings: Map<string, string>;
  origin(key: string): Omit<Origin, "key">;
}

/** The settings of a target in one configuration, weakest first: the project's xcconfig, the project, the target's xcconfig, the target. */
export function levelsOf(
  project: XcodeProject,
  target: XcodeTarget,
  name: string,
  snapshot: Snapshot,
): Level[] {
  const named = (list: Configuration[]) => list.find((one) => one.name === name);
  return [named(project.configurations), named(target.configurations)].flatMap((configuration) => {
    if (configuration === undefined) return [];
    const base = configuration.base === undefined
      ? undefined
      : located(configuration.base, project, snapshot);
    return [
      ...base === undefined ? [] : [xcconfigLevel(base, snapshot)],
      {
        settings: new Map(Object.entries(configuration.settings)),
        origin: () => ({ file: project.file, type: "pbxproj" as const }),
      },
    ];
  });
}

/** The xcconfig file, where the project says it is, else the only one of that name. */
function located(path: string, { folder }: XcodeProject, { files }: Snapshot): string | undefined {
  if (files.has(path)) return path;
  const end = `/${posix.basename(path)}`;
  return [...files].find((file) =>
    `/${file}`.endsWith(end) && (folder === "." || file.startsWith(`${folder}/`))
  );
}

/** One xcconfig file with what it includes; what stands later wins. A setting for certain SDKs is none for all. */
function xcconfigLevel(file: string, snapshot: Snapshot): Level {
  const settings = new Map<string, string>();
  const origins = new Map<string, string>();
  const visit = (path: string, depth: number) => {
    for (const line of (snapshot.read(path) ?? "").split(/\r?\n/)) {
      const [, included] = /^\uFEFF?\s*#include\??\s*"([^"]+)"/.exec(line) ?? [];
      if (included !== undefined && depth < 10) {
        const beside = posix.join(posix.dirname(path), included);
        visit(snapshot.files.has(beside) ? beside : posix.normalize(included), depth + 1);
      }
      const [, key, raw = ""] = /^\uFEFF?\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*(?:\/\/.*)?$/.exec(line) ?? [];
      if (key === undefined) continue;
      const value = raw.replace(/;$/, "").replace(/^"(.*)"$/, "$1");
      settings.set(key, value.replace(/\$[({]inherited[)}]/g, settings.get(key) ?? "$(inherited)"));
      if (!/\$[({]inherited[)}]/.test(value)) origins.set(key, path);
    }
  };
  visit(file, 0);
  return { settings, origin: (key) => ({ file: origins.get(key) ?? file, type: "xcconfig" }) };
}

const alone = /^\$[({]([A-Za-z_]\w*)(?::[\w=,-]+)?[)}]$/;
const variable = /\$[({]([A-Za-z_]\w*)(?::[\w=,-]+)?[)}]/g;

/** The value of a setting as Xcode would work it out, and where it is written. */
export function resolve(levels: readonly Level[], key: string, depth = 0): Resolved {
  for (let at = levels.length - 1; at >= 0; at--) {
    const level = levels[at];
    const raw = level?.settings.get(key);
    if (level === undefined || raw === undefined) continue;
    if (/^\$[({]inherited[)}]$/.test(raw)) continue;
    return expand(levels, raw, depth, { ...level.origin(key), key });
  }
  return { value: "" };
}

/** A text with its variables replaced; a text that is one variable leads to where that one is written. */
export function expand(levels: readonly Level[], raw: string, depth = 0, origin?: Origin): Resolved {
  if (!raw.includes("$") || depth > 8) return { value: raw, ...origin ? { origin } : {} };
  const [, other] = alone.exec(raw) ?? [];
  if (other !== undefined) {
    const found = resolve(levels, other, depth + 1);
    return found.value === "" && found.unknown === undefined ? { value: "", unknown: other } : found;
  }
  let unknown: string | undefined;
  const value = raw.replace(variable, (whole, name: string) => {
    const found = resolve(levels, name, depth + 1);
    if (found.value === "") unknown ??= found.unknown ?? name;
    return found.value === "" ? whole : found.value;
  });
  return { value, ...unknown === undefined ? {} : { unknown } };
}
