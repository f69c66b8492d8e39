import { basename } from "node:path";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";
import { ownerOf } from "../../manifest/ownership.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { Tree } from "../../manifest/tree.ts";

/** A package of the repository and the component that owns it; null when none does. */
export interface Package {
  name: string;
  file: string;
  component: string | null;
}

const named = z.object({ name: z.string().min(1) });
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "package.json": (text) => JSON.parse(text),
  "Cargo.toml": (text) => parseToml(text).package,
  "pyproject.toml": (text) => parseToml(text).project,
};

/** Every package of npm, Cargo and Python in the tree, by the names that their files give. A file that can't be read names none. */
export async function readPackages(tree: Tree, manifest: Manifest): Promise<Package[]> {
  const files = (await tree.paths()).filter((path) => Object.hasOwn(readers, basename(path)));
  const packages = await Promise.all(files.map(async (file): Promise<Package | null> => {
    const bytes = await tree.read(file).catch(() => null);
    const name = bytes === null ? null : nameIn(basename(file), new TextDecoder().decode(bytes));
    const owner = ownerOf(manifest, file);
    return name === null ? null : { name, file, component: owner === "shared" ? null : owner };
  }));
  return packages.filter((found) => found !== null);
}

function nameIn(file: string, text: string): string | null {
  try {
    return named.parse(readers[file]?.(text.replace(/^\uFEFF/, ""))).name;
  } catch {
    return null;
  }
}
