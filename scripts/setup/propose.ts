import { posix } from "node:path";
import { type Candidate, distinct } from "./find/candidate.ts";
import { findPackageFolders } from "./find/package-folders.ts";
import { isMobilePackage, proposePackage } from "./find/packages.ts";
import type { Snapshot } from "./find/snapshot.ts";
import { linkedProject, proposeSupabase } from "./find/supabase.ts";
import { findXcodeProjects, proposeXcode } from "./find/xcode.ts";
import type { ComponentDraft } from "./find/candidate.ts";

/** Everything in the repository that looks as if it shipped on its own: packages, Xcode projects, the Supabase project. */
export function proposeComponents(snapshot: Snapshot): Candidate[] {
  const folders = findPackageFolders(snapshot);
  const projects = findXcodeProjects(snapshot).map((file) => ({
    file,
    folder: folderOf(file, folders, snapshot),
  }));
  const taken = new Set(projects.map(({ folder }) => folder));
  return labelled(distinct([
    ...folders.filter((folder) => !taken.has(folder)).flatMap((folder) => proposePackage(folder, snapshot)),
    ...projects.map(({ file, folder }) => proposeXcode(file, folder, snapshot)),
    proposeSupabase(snapshot),
  ]));
}

/** An app that is written in JavaScript owns its whole package; any other the folder that holds its project. */
function folderOf(file: string, folders: readonly string[], snapshot: Snapshot): string {
  const parent = posix.dirname(posix.dirname(file));
  const around = folders.find((folder) =>
    folder === parent || folder === "." || parent.startsWith(`${folder}/`)
  );
  return around !== undefined && isMobilePackage(around, snapshot) ? around : parent;
}

/** Labels are unique as well: one that is another's key gives way. */
function labelled(candidates: readonly Candidate[]): Candidate[] {
  const keys = new Set(candidates.map(({ key }) => key));
  return candidates.map((candidate) => {
    const { label, ...component } = candidate.component;
    return label !== undefined && keys.has(label) ? { ...candidate, component } : candidate;
  });
}

/** version.json for these components, as text: only what differs from the defaults. */
export function draftManifest(name: string, candidates: readonly Candidate[], snapshot: Snapshot): string {
  const { remote, branch, files } = snapshot;
  const ref = linkedProject(snapshot);
  const prepare = preparation(files);
  const components = Object.fromEntries(candidates.map(({ key, component }) => [key, ordered(component)]));
  const manifest = {
    $schema: "./node_modules/slipway/version.schema.json",
    name,
    build: Math.max(0, ...candidates.map(({ component }) => component.build)),
    order: candidates.map(({ key }) => key),
    ship: {
      ...remote === "origin" ? {} : { remote },
      environment: { name: "production", branch, ...ref ? { project_ref: ref } : {} },
      ...prepare ? { prepare } : {},
    },
    components,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The fields in the order in which people look for them. */
function ordered(
  { name, label, kind, host, description, version, build, paths, ...rest }: ComponentDraft,
): ComponentDraft {
  return { name, label, kind, host, description, version, build, paths, ...rest };
}

/** What installs the packages of a fresh work tree; nothing without a lock file. */
export function preparation(files: ReadonlySet<string>): string | undefined {
  const byLockFile = {
    "pnpm-lock.yaml": "pnpm install --frozen-lockfile",
    "yarn.lock": "yarn install --immutable",
    "package-lock.json": "npm ci",
  };
  return Object.entries(byLockFile).find(([file]) => files.has(file))?.[1];
}
