import { posix } from "node:path";
import { z } from "zod";
import { shortened } from "../../cli/storable-text.ts";
import { type Candidate, keyFrom, type Survey, survey, titleFrom, withoutBuild } from "./candidate.ts";
import { readLooseJson } from "./json.ts";
import { readPackage } from "./package-json.ts";
import type { Snapshot } from "./snapshot.ts";
import { readToml } from "./toml.ts";
import { supportRole } from "./vendored.ts";

const configFile = /(^|\/)(tauri\.conf\.json5?|Tauri\.toml)$/;
const text = z.string().min(1).optional().catch(undefined);
/** Tauri 2 has name and version at the top, Tauri 1 below `package`. */
const config = z.looseObject({
  build: z.looseObject({ frontendDist: text, distDir: text }).optional().catch(undefined),
  productName: text,
  version: text,
  package: z.looseObject({ productName: text, version: text }).optional().catch(undefined),
});

/** The folders of the Rust that belongs to a Tauri app. */
export function tauriCode({ files }: Pick<Snapshot, "files">): string[] {
  return [...files].filter((path) => configFile.test(path)).map((path) => posix.dirname(path)).filter((
    folder,
  ) => folder !== ".");
}

/** Where the app begins: Rust lies in a folder below, mostly src-tauri, and both ship together. */
function tauriFolder(file: string): string {
  const folder = posix.dirname(file);
  return /^(src-)?tauri$/.test(posix.basename(folder)) ? posix.dirname(folder) : folder;
}

/** Tauri apps: the web page, its package and the Rust below it are one component. */
export function surveyTauri(snapshot: Snapshot): Survey {
  const found = survey();
  const files = [...snapshot.files].filter((path) => configFile.test(path)).sort();
  for (const file of files) {
    const folder = tauriFolder(file);
    const candidate = propose(file, folder, snapshot);
    const role = folder === "." ? undefined : supportRole(folder);
    if (role === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why: role, candidate });
  }
  return found;
}

/** The package of the page, where it lies somewhere else: it ships inside the app. */
function pageFolder(
  file: string,
  folder: string,
  dist: string | undefined,
  { files }: Snapshot,
): string | undefined {
  if (dist === undefined || /^\w+:\/\//.test(dist)) return undefined;
  for (
    let at = posix.join(posix.dirname(file), dist);
    at !== "." && !at.startsWith("..");
    at = posix.dirname(at)
  ) {
    if (at === folder) return undefined;
    if (files.has(posix.join(at, "package.json"))) return at;
  }
  return undefined;
}

function propose(file: string, folder: string, snapshot: Snapshot): Candidate {
  const raw = file.endsWith(".toml") ? readToml(snapshot.read(file)) : readLooseJson(snapshot.read(file));
  const said = config.safeParse(raw).data;
  const packageFile = posix.join(folder, "package.json");
  const found = readPackage(snapshot.read(packageFile));
  const name = said?.productName ?? said?.package?.productName ?? found?.name ??
    (folder === "." ? snapshot.name : posix.basename(folder));
  const key = keyFrom(name);
  const page = pageFolder(file, folder, said?.build?.frontendDist ?? said?.build?.distDir, snapshot);
  const version = said?.version ?? said?.package?.version;
  // The version may be a path to the file that has it.
  const isPath = version?.endsWith(".json") ?? false;
  const hasBuild = Number.isSafeInteger(found?.build);
  const isMirror = found !== undefined && (hasBuild || found.build === undefined) &&
    !snapshot.links?.has(packageFile);
  return {
    key,
    evidence: `${file} bundles a desktop app`,
    component: {
      name: shortened(titleFrom(name), 100),
      kind: "desktop",
      ...found?.description ? { description: found.description } : {},
      version: (isPath ? undefined : version) ?? found?.version ?? "0.0.0",
      build: hasBuild ? Number(found?.build) : 0,
      paths: [folder, ...page === undefined ? [] : [page]],
      ...isMirror ? { mirrors: [{ type: "json", file: packageFile, key: "/build", value: "build" }] } : {},
      ...found?.scripts.deploy === undefined ? {} : { deploy: { type: "npm", script: "deploy" } },
    },
    ...isMirror && !hasBuild ? { lacksBuild: packageFile } : {},
    remarks: isMirror ? [] : [withoutBuild(file)],
  };
}
