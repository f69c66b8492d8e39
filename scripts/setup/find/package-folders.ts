import { posix } from "node:path";
import { z } from "zod";
import { globMatcher, whyNoGlob } from "../../manifest/glob.ts";
import { readJson } from "./json.ts";
import type { Snapshot } from "./snapshot.ts";
import { readYaml } from "./yaml.ts";

const workspaces = z.union([
  z.array(z.string()),
  z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages),
]);
const rootPackage = z.object({ workspaces: workspaces.optional().catch(undefined) });
const listsPackages = z.object({ packages: z.array(z.string()).optional().catch(undefined) });

/**
 * The folders of the repository's packages: the root, as `.`, and the workspaces of npm, Yarn, Bun, pnpm or Lerna; without any of these
 * every folder with a package.json at most three levels deep.
 */
export function findPackageFolders({ files, read }: Pick<Snapshot, "files" | "read">): string[] {
  const all = [...files].filter((path) => posix.basename(path) === "package.json").map((path) =>
    posix.dirname(path)
  ).sort();
  const root = all.filter((folder) => folder === ".");
  const below = all.filter((folder) => folder !== ".");
  const patterns = workspacePatterns(read);
  if (patterns === undefined) {
    return [...root, ...below.filter((folder) => folder.split("/").length <= 3)];
  }
  const clean = patterns.map((pattern) => pattern.replace(/^(!?)\.\//, "$1").replace(/(?<!\/)\/+$/, ""));
  const excluded = clean.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const included = clean.filter((pattern) => !pattern.startsWith("!"));
  const isIn = anyOf(included);
  const isOut = anyOf(excluded);
  return [...root, ...below.filter((folder) => isIn(folder) && !isOut(folder))];
}

/** Whether a workspace tool says which folders are packages. */
export function hasWorkspaces({ read }: Pick<Snapshot, "read">): boolean {
  return workspacePatterns(read) !== undefined;
}

/** The folders themselves, not what is below them. A pattern that no package manager needs matches nothing. */
export function anyOf(patterns: readonly string[]): (folder: string) => boolean {
  const matchers = patterns.filter((pattern) => whyNoGlob(pattern) === null).map((pattern) =>
    globMatcher(pattern, { isExact: true })
  );
  return (folder) => matchers.some((matches) => matches(folder));
}

/** A pnpm-workspace.yaml may hold nothing but settings. */
function workspacePatterns(read: Snapshot["read"]): string[] | undefined {
  const pnpm = yamlList(read("pnpm-workspace.yaml"), "packages");
  return pnpm.length > 0 ? pnpm : rootPackage.safeParse(readJson(read("package.json"))).data?.workspaces ??
    listsPackages.safeParse(readJson(read("lerna.json"))).data?.packages;
}

/** A list of strings of a YAML file; empty when it has none of this name. */
export function yamlList(yaml: string | undefined, name: string): string[] {
  const found = z.record(z.string(), z.unknown()).safeParse(readYaml(yaml)).data?.[name];
  return z.array(z.string()).safeParse(found).data ?? [];
}
