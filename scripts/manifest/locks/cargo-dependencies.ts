import { posix } from "node:path";
import { nodeAt } from "../mirrors/pointer.ts";
import type { TomlNode } from "../mirrors/toml-text.ts";

/** A dependency on a crate of the same repository. */
interface PathDependency {
  /** The crate's own name, also where it is renamed. */
  name: string;
  /** Where the crate is, below the root of the repository. */
  folder: string;
  /** What it requires of the crate's version, if anything. */
  requirement: TomlNode | undefined;
}

const tables = [
  "dependencies",
  "dev-dependencies",
  "dev_dependencies",
  "build-dependencies",
  "build_dependencies",
];

/** What a Cargo.toml takes by path: its own dependencies of every kind and target, and those that it lends to its workspace. */
export function dependenciesOf({ root, folder }: { root: TomlNode; folder: string }): PathDependency[] {
  const targets = [...nodeAt(root, "/target")?.members?.values() ?? []];
  const lists = [root, ...targets].flatMap((holder) => tables.map((name) => holder.members?.get(name)));
  return [...lists, nodeAt(root, "/workspace/dependencies")].flatMap((list) =>
    [...list?.members ?? []].flatMap(([key, { members }]) => {
      const path = members?.get("path")?.scalar?.value;
      if (path === undefined) return [];
      const name = members?.get("package")?.scalar?.value ?? key;
      return [{
        name,
        folder: posix.join(folder, path).replace(/\/$/, ""),
        requirement: members?.get("version"),
      }];
    })
  );
}
