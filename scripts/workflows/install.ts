import type { Tree } from "../manifest/tree.ts";

/** Files by their path from the root, and what is in them. */
interface Files {
  files: ReadonlySet<string>;
  read(path: string): string | undefined;
}

const lockFiles = [
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "yarn.lock",
  "package-lock.json",
  "npm-shrinkwrap.json",
];

/** Whether what every job installs depends on this file: the manifest of packages at the root, and the lock files beside it. */
export function isPreparation(path: string): boolean {
  return path === "package.json" || lockFiles.includes(path);
}

/** What installs the packages of a fresh work tree; nothing without a lock file at the root. */
export function preparation({ files, read }: Files): string | undefined {
  const found = lockFiles.find((file) => files.has(file)) ?? "";
  if (found.startsWith("pnpm")) return "pnpm install --frozen-lockfile";
  if (found.startsWith("bun")) return "bun install --frozen-lockfile";
  if (found === "yarn.lock") {
    // The lock files of Yarn 1 say so in their first lines; its successors know no --frozen-lockfile.
    return read(found)?.includes("# yarn lockfile v1")
      ? "yarn install --frozen-lockfile"
      : "yarn install --immutable";
  }
  return found === "" ? undefined : "npm ci";
}

/** The commands that install `slipway` in a job: what brings the package manager, then itself. pnpm and Yarn come with corepack. */
export function installSteps(install: string): string[] {
  if (/^(pnpm|yarn) /.test(install)) return ["npm install --global corepack && corepack enable", install];
  return install.startsWith("bun ") ? ["npm install --global bun", install] : [install];
}

/** The lock files of a tree, for `preparation`. */
export async function lockFilesOf(tree: Tree): Promise<Files> {
  const texts = new Map(
    await Promise.all(lockFiles.map(async (file) => [file, await tree.read(file)] as const)),
  );
  const there = [...texts].flatMap(([file, bytes]) => bytes === null ? [] : [file]);
  return {
    files: new Set(there),
    read(path) {
      const bytes = texts.get(path);
      return bytes ? new TextDecoder().decode(bytes) : undefined;
    },
  };
}
