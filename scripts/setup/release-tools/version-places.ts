import { posix } from "node:path";
import { readJson } from "../find/json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { readToml } from "../find/toml.ts";
import { readYaml } from "../find/yaml.ts";
import { type MirrorWish, scalarAt } from "./mirror-wish.ts";

/** Where a package of some kind keeps its version, by the name of the file; the first place of a file that holds one counts. */
const places: readonly [name: string, ...pointers: string[]][] = [
  ["package.json", "/version"],
  ["Cargo.toml", "/package/version", "/workspace/package/version"],
  ["tauri.conf.json", "/version", "/package/version"],
  ["src-tauri/tauri.conf.json", "/version", "/package/version"],
  ["src-tauri/Cargo.toml", "/package/version"],
  ["app.json", "/expo/version"],
  ["pubspec.yaml", "/version"],
  ["Chart.yaml", "/version"],
  ["pyproject.toml", "/project/version", "/tool/poetry/version"],
  ["lerna.json", "/version"],
];

/** Every file of a folder that repeats the version of what lies there; a crate's may be its workspace's. */
export function versionPlaces(folder: string, snapshot: Snapshot): MirrorWish[] {
  return places.flatMap(([name, ...pointers]) => {
    const file = posix.join(folder, name);
    const own = wishAt(file, pointers, snapshot);
    const inherited = own ??
      (posix.basename(file) === "Cargo.toml" ? inheritedVersion(file, snapshot) : undefined);
    return inherited === undefined ? [] : [inherited];
  });
}

/** The mirror at the first pointer that leads to a version; undefined where none does, or the file is a link. */
export function wishAt(
  file: string,
  pointers: readonly string[],
  { files, links, read }: Snapshot,
): MirrorWish | undefined {
  const type = typeOf(file);
  if (type === undefined || !files.has(file) || links?.has(file)) return undefined;
  const value = readers[type](read(file));
  for (const key of pointers) {
    const found = scalarAt(value, key);
    // In tauri.conf.json it may be the path of the file that has it.
    if (found === undefined || !/^v?\d/.test(found)) continue;
    const isBoth = /\+\d+$/.test(found) && posix.basename(file) === "pubspec.yaml";
    return {
      mirror: { type, file, key, value: isBoth ? "version+build" : "version" },
      found: found.replace(/\+\d+$/, ""),
    };
  }
  return undefined;
}

const readers = { json: readJson, toml: readToml, yaml: readYaml };

function typeOf(file: string): keyof typeof readers | undefined {
  if (/\.json$/.test(file)) return "json";
  if (/\.toml$/.test(file)) return "toml";
  return /\.ya?ml$/.test(file) ? "yaml" : undefined;
}

/** `version.workspace = true`: the nearest workspace above has it. */
function inheritedVersion(file: string, snapshot: Snapshot): MirrorWish | undefined {
  const flag = readToml(snapshot.read(file));
  if (!isInherited(flag)) return undefined;
  for (let at = posix.dirname(file); at !== ".";) {
    at = posix.dirname(at);
    const found = wishAt(posix.join(at, "Cargo.toml"), ["/workspace/package/version"], snapshot);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isInherited(value: unknown): boolean {
  return scalarAt(value, "/package/name") !== undefined &&
    scalarAt(value, "/package/version") === undefined &&
    JSON.stringify(value).includes('"version":{"workspace":true}');
}
