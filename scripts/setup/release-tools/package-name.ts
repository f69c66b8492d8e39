import { posix } from "node:path";
import { readJson } from "../find/json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { readToml } from "../find/toml.ts";
import { readYaml } from "../find/yaml.ts";
import { scalarAt } from "./mirror-wish.ts";

const files: readonly [name: string, read: (text: string | undefined) => unknown, ...pointers: string[]][] = [
  ["package.json", readJson, "/name"],
  ["Cargo.toml", readToml, "/package/name"],
  ["pyproject.toml", readToml, "/project/name", "/tool/poetry/name"],
  ["pubspec.yaml", readYaml, "/name"],
  ["Chart.yaml", readYaml, "/name"],
];

/** What the packages of a folder call themselves, by the file that says so. */
export function packageNames(folder: string, { read }: Pick<Snapshot, "read">): Map<string, string> {
  return new Map(files.flatMap(([name, parse, ...pointers]) => {
    const value = parse(read(posix.join(folder, name)));
    const found = pointers.map((pointer) => scalarAt(value, pointer)).find((one) => one !== undefined);
    return found === undefined ? [] : [[name, found]];
  }));
}

/** `@scope/name` → `name`. */
export function withoutScope(name: string): string {
  return name.replace(/^@[^/]*\//, "");
}
