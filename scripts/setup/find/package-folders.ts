import { posix } from "node:path";
import { z } from "zod";
import { globMatcher, whyNoGlob } from "../../manifest/glob.ts";
import type { Snapshot } from "./snapshot.ts";

const workspaces = z.union([
  z.array(z.string()),
  z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages),
]);
const rootPackage = z.object({ workspaces: workspaces.optional() });
const lerna = z.object({ packages: z.array(z.string()).optional() });

/**
 * The folders of the packages that ship on their own: the workspaces of npm, Yarn, pnpm or Lerna; without any of these every folder
 * with a package.json at most three levels deep; without those the root itself, as `.`.
 */
export function findPackageFolders({ files, read }: Snapshot): string[] {
  const all = [...files].filter((path) => posix.basename(path) === "package.json").map((path) =>
    posix.dirname(path)
  );
  const below = all.filter((folder) => folder !== ".").sort();
  const patterns = workspacePatterns(read);
  if (patterns === undefined) {
    const near = below.filter((folder) => folder.split("/").length <= 3);
    return near.length > 0 ? near : all;
  }
  const clean = patterns.map((pattern) => pattern.replace(/^(!?)\.\//, "$1").replace(/\/+$/, ""));
  const excluded = clean.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const included = clean.filter((pattern) => !pattern.startsWith("!"));
  const isIn = anyOf(included);
  const isOut = anyOf(excluded);
  return below.filter((folder) => isIn(folder) && !isOut(folder));
}

/** The folders themselves, not what is below them. A pattern that no package manager needs matches nothing. */
function anyOf(patterns: readonly string[]): (folder: string) => boolean {
  const matchers = patterns.filter((pattern) => whyNoGlob(pattern) === null).map((pattern) =>
    globMatcher(pattern, { isExact: true })
  );
  return (folder) => matchers.some((matches) => matches(folder));
}

function workspacePatterns(read: Snapshot["read"]): string[] | undefined {
  const pnpm = read("pnpm-workspace.yaml");
  if (pnpm !== undefined) return yamlList(pnpm, "packages");
  return rootPackage.safeParse(json(read("package.json"))).data?.workspaces ??
    lerna.safeParse(json(read("lerna.json"))).data?.packages;
}

/** One top-level list of strings, in block or flow style: all that pnpm-workspace.yaml needs. */
export function yamlList(yaml: string, name: string): string[] {
  const lines = yaml.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trimEnd());
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (start === -1) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^[^\s-]/.test(line));
  const body = [
    lines[start]?.slice(name.length + 1).trim() ?? "",
    ...rest.slice(0, end === -1 ? undefined : end),
  ].join("\n");
  const items = body.trimStart().startsWith("[")
    ? body.replace(/^\s*\[/, "").replace(/\][\s\S]*$/, "").split(/[,\n]/)
    : body.split("\n").map((line) => /^\s*-\s+(.*)$/.exec(line)?.[1] ?? "");
  return items.map((item) => item.trim().replace(/^(['"])(.*)\1$/, "$2")).filter((item) => item !== "");
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
