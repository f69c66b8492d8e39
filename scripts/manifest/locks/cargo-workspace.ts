import { posix } from "node:path";
import type { EditContext } from "../edit-context.ts";
import { globMatcher, isGlob } from "../glob.ts";
import { nodeAt } from "../mirrors/pointer.ts";
import { TextError } from "../mirrors/text-error.ts";
import { scanToml, type TomlNode } from "../mirrors/toml-text.ts";
import { dependenciesOf } from "./cargo-dependencies.ts";
import { foldersUp } from "./lock-paths.ts";

/** A Cargo.toml that could be read. */
export interface CargoFile {
  file: string;
  folder: string;
  text: string;
  root: TomlNode;
}

/** What belongs to one Cargo.lock. */
export interface CargoWorkspace {
  /** The folder of Cargo.lock. */
  folder: string;
  /** Every Cargo.toml of it, also that of a workspace without a package of its own, first. */
  files: CargoFile[];
}

/** Cargo.toml files as the draft has them by now. */
export interface Cargo {
  /** Undefined for one that is missing, no TOML or outside of the repository. */
  read(file: string): Promise<CargoFile | undefined>;
  /** The workspace around a Cargo.toml; the crate alone when it is in none. */
  workspaceOf(file: string): Promise<CargoWorkspace>;
}

/** Each text is read once, until it changes. */
export function openCargo({ draft, tree }: EditContext): Cargo {
  const known = new Map<string, CargoFile>();
  const read = async (file: string) => {
    if (file.startsWith("..")) return undefined;
    const source = await draft.read(file);
    if ("problem" in source) return undefined;
    const found = known.get(file);
    if (found?.text === source.text) return found;
    const root = scanOrNothing(source.text);
    if (root === undefined) return undefined;
    const made = { file, folder: posix.dirname(file), text: source.text, root };
    known.set(file, made);
    return made;
  };
  const readFolder = (folder: string) => read(posix.join(folder, "Cargo.toml"));
  return {
    read,
    async workspaceOf(file) {
      const top = await findTop(read, file) ?? await read(file);
      if (top === undefined) return { folder: posix.dirname(file), files: [] };
      const members = await Promise.all(
        stringsAt(top.root, "/workspace/members").map((member) =>
          foldersOf({ draft, tree }, posix.join(top.folder, member))
        ),
      );
      const files = new Map([[top.folder, top]]);
      const queue = [...members.flat(), ...pathsOf(top)];
      for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
        // what is said to be a member by its path lies below the workspace
        if (files.has(folder) || !isBelow(top.folder, folder) || isExcluded(top, folder)) continue;
        const crate = await readFolder(folder);
        if (crate === undefined || nodeAt(crate.root, "/workspace") !== undefined) continue;
        files.set(folder, crate);
        queue.push(...pathsOf(crate));
      }
      return { folder: top.folder, files: [...files.values()] };
    },
  };
}

/** The Cargo.toml of the workspace that a crate belongs to; undefined when it belongs to none. */
export async function workspaceRootOf(context: EditContext, file: string): Promise<string | undefined> {
  return (await findTop(openCargo(context).read, file))?.file;
}

/** Cargo: `package.workspace`, else the nearest Cargo.toml upwards with `[workspace]` that does not exclude the crate. */
async function findTop(read: Cargo["read"], file: string): Promise<CargoFile | undefined> {
  const crate = await read(file);
  const named = crate && nodeAt(crate.root, "/package/workspace")?.scalar?.value;
  if (named !== undefined) return await read(posix.join(posix.dirname(file), named, "Cargo.toml"));
  for (const folder of foldersUp(file)) {
    const found = await read(posix.join(folder, "Cargo.toml"));
    if (found !== undefined && nodeAt(found.root, "/workspace") !== undefined) {
      return isExcluded(found, posix.dirname(file)) ? undefined : found;
    }
  }
}

function isExcluded(top: CargoFile, folder: string): boolean {
  return stringsAt(top.root, "/workspace/exclude").some((path) =>
    isBelow(posix.join(top.folder, path), folder)
  );
}

function isBelow(top: string, folder: string): boolean {
  const path = posix.relative(top, folder);
  return path !== ".." && !path.startsWith("../");
}

function pathsOf(crate: CargoFile): string[] {
  return dependenciesOf(crate).map(({ folder }) => folder);
}

/** The folders that an entry of `members` names. */
async function foldersOf({ tree }: EditContext, member: string): Promise<string[]> {
  if (!isGlob(member)) return [posix.join(member)];
  const names = member.split("/");
  const base = names.slice(0, names.findIndex(isGlob)).join("/");
  const matches = globMatcher(`${member}/Cargo.toml`, { isExact: true });
  return (await tree.paths(base)).filter((path) => path.endsWith("/Cargo.toml") && matches(path)).map((
    path,
  ) => posix.dirname(path));
}

function stringsAt(root: TomlNode, pointer: string): string[] {
  return (nodeAt(root, pointer)?.items ?? []).flatMap(({ scalar }) =>
    scalar === undefined ? [] : [scalar.value]
  );
}

function scanOrNothing(text: string): TomlNode | undefined {
  try {
    return scanToml(text);
  } catch (error) {
    if (error instanceof TextError) return undefined;
    throw error;
  }
}
