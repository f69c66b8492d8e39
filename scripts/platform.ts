import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import manifest from "../package.json" with { type: "json" };
import { CommandError } from "./cli/command-error.ts";
import { isPackaged, packageRoot } from "./package.ts";

/** How to get the local platform that fits this command. */
export const platformHint = `npm install --save-dev slipway-platform@${manifest.version}`;

/**
 * The local platform. A checkout has it; the npm package leaves it to `slipway-platform`, because whoever only checks and ships needs
 * none of its 400 MB. Raises `platform_missing`, and `platform_version_differs` for one of another release.
 */
export async function loadPlatform(): Promise<typeof import("./local-platform.ts")> {
  if (!isPackaged) return await import(pathToFileURL(join(packageRoot, "scripts", "local-platform.ts")).href);
  const folder = findPlatform();
  if (folder === undefined) {
    throw new CommandError("platform_missing", "the local platform is not installed here", platformHint);
  }
  const version = versionIn(folder);
  if (version !== manifest.version) {
    const what = `the local platform is of version ${version}, this command of ${manifest.version}`;
    throw new CommandError("platform_version_differs", what, platformHint);
  }
  return await import(pathToFileURL(join(folder, "dist", "local-platform.js")).href);
}

/** Whether `stack up` and `demo` can work. */
export function hasPlatform(): boolean {
  return !isPackaged || findPlatform() !== undefined;
}

/** Beside this command, where npm, pnpm and Yarn put an optional peer; else in the project that one is in. */
function findPlatform(): string | undefined {
  for (const place of [packageRoot, process.cwd()]) {
    try {
      return dirname(createRequire(join(place, "package.json")).resolve("slipway-platform/package.json"));
    } catch {
      continue;
    }
  }
  return undefined;
}

function versionIn(folder: string): unknown {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return version;
}
