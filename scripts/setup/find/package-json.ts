import { posix } from "node:path";
import { z } from "zod";
import { readJson } from "./json.ts";
import { findPackageFolders } from "./package-folders.ts";
import type { Snapshot } from "./snapshot.ts";

const names = z.record(z.string(), z.unknown()).default({}).catch({});

/** What is read of a package.json; whatever else it says stays its own business. */
const packageJson = z.looseObject({
  name: z.string().min(1).optional().catch(undefined),
  description: z.string().min(1).max(200).optional().catch(undefined),
  homepage: z.url().optional().catch(undefined),
  version: z.string().min(1).optional().catch(undefined),
  private: z.boolean().default(false).catch(false),
  build: z.unknown().optional(),
  bin: z.unknown().optional(),
  scripts: z.record(z.string(), z.unknown()).transform((scripts) =>
    Object.fromEntries(
      Object.entries(scripts).flatMap(([name, line]) => typeof line === "string" ? [[name, line]] : []),
    )
  ).default({}).catch({}),
  dependencies: names,
  devDependencies: names,
});
export type PackageJson = z.infer<typeof packageJson>;

/** A package of the repository. */
export interface Package {
  /** Below the root; the root itself is `.`. */
  folder: string;
  file: string;
  found: PackageJson;
}

/** Every package whose package.json can be read; `more` are folders that count although no workspace names them. */
export function readPackages(snapshot: Snapshot, more: readonly string[] = []): Package[] {
  const folders = findPackageFolders(snapshot);
  const others = [...new Set(more)].filter((folder) => !folders.includes(folder));
  return [...folders, ...others].flatMap((folder) => {
    const file = posix.join(folder, "package.json");
    const found = readPackage(snapshot.read(file));
    return found === undefined ? [] : [{ folder, file, found }];
  });
}

/** The package.json files that are there and say nothing that can be understood. */
export function unreadablePackages(snapshot: Snapshot): string[] {
  return findPackageFolders(snapshot).map((folder) => posix.join(folder, "package.json"))
    .filter((file) => snapshot.read(file) !== undefined && readPackage(snapshot.read(file)) === undefined);
}

export function readPackage(text: string | undefined): PackageJson | undefined {
  return packageJson.safeParse(readJson(text)).data;
}

/** Whether an app for phones is built from this package: it then ships with the Xcode project inside it. */
export function isMobile({ dependencies }: PackageJson): boolean {
  return [
    "react-native",
    "expo",
    "@capacitor/ios",
    "@capacitor/android",
    "nativescript",
    "@nativescript/core",
  ]
    .some((name) => dependencies[name] !== undefined);
}

/** What an author does only with a package that goes to a registry. */
export function isMeantForRegistry(found: PackageJson): boolean {
  const { publishConfig, files, scripts } = found;
  const releases = ["prepublish", "prepublishOnly", "prepack", "publish", "release"].some((name) =>
    scripts[name] !== undefined
  );
  // What is imported as it was written is bundled by its neighbours, and by nobody else.
  return publishConfig !== undefined || releases || files !== undefined && !isSource(found);
}

function isSource({ main, module, exports, types }: PackageJson): boolean {
  const entry = JSON.stringify(exports ?? main ?? module ?? types ?? "");
  return /\.[cm]?tsx?"/.test(entry.replace(/"[^"]*"/g, (one) => /\.d\.[cm]?ts"$/.test(one) ? '""' : one)) &&
    !/\.[cm]?jsx?"/.test(entry);
}

/** What others import: a package that says so is no app, whatever it is built with. */
export function isLibraryLike(found: PackageJson): boolean {
  return ["exports", "module", "types", "typings", "files", "publishConfig"].some((field) =>
    found[field] !== undefined
  );
}
