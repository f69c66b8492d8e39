import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { readJson } from "./json.ts";
import { readPackage } from "./package-json.ts";

/** What somebody named when they installed the command that runs. */
export type Origin =
  | { kind: "registry" }
  /** A tarball or a folder, with its whole path. */
  | { kind: "file"; path: string }
  /** What every clone can fetch as it is written: git, or the address of a tarball. */
  | { kind: "address"; specifier: string };

/** npm's own record of what it put below a node_modules. */
const record = z.object({
  packages: z.record(z.string(), z.object({ resolved: z.string().optional(), link: z.boolean().optional() })),
});
/** Below node_modules; pnpm and Bun keep the package's real folder deeper. */
const installed = /^(.*?)\/node_modules\/(?:\.(?:pnpm|bun)\/[^/]+\/node_modules\/)?slipway$/;

/** Where the package in `folder` was installed from; undefined when nothing says so, as of a checkout and of a global installation by npm. */
export function installedFrom(folder: string): Origin | undefined {
  const project = installed.exec(folder)?.[1];
  if (project === undefined) return undefined;
  const specifier = wanted(project) ?? resolved(project);
  return specifier === undefined ? undefined : originOf(specifier, project);
}

/** What the project around it asks for: also what npx, dlx and global installations of pnpm and Bun make to install it. */
function wanted(project: string): string | undefined {
  const found = readPackage(textOf(join(project, "package.json")));
  const specifier = found?.devDependencies.slipway ?? found?.dependencies.slipway;
  return typeof specifier === "string" ? specifier : undefined;
}

/** What npm remembers of it, also after `npm install --no-save`. */
function resolved(project: string): string | undefined {
  const read = record.safeParse(readJson(textOf(join(project, "node_modules", ".package-lock.json"))));
  const found = read.data?.packages["node_modules/slipway"];
  return found?.link === true ? undefined : found?.resolved;
}

function originOf(specifier: string, project: string): Origin | undefined {
  if (/^(file:|\.{0,2}\/)/.test(specifier)) {
    const path = resolve(project, specifier.replace(/^file:/, ""));
    return existsSync(path) ? { kind: "file", path } : undefined;
  }
  if (/^https?:.*\/-\/slipway-\d[^/]*\.tgz$/.test(specifier)) return { kind: "registry" };
  if (/^(git\+)?(https?|ssh|git):\/\//.test(specifier)) {
    return hasCredentials(specifier) ? undefined : { kind: "address", specifier };
  }
  if (/^(github|gitlab|bitbucket):|^[\w.-]+\/[\w.-]+(#.*)?$/.test(specifier)) {
    return { kind: "address", specifier };
  }
  // a version, a range or a tag
  return /^[\^~<>=*\dA-Za-z][^:/]*$/.test(specifier) ? { kind: "registry" } : undefined;
}

/** A token is nobody's business but the person's who installed with it; `git@` is no secret. */
function hasCredentials(address: string): boolean {
  const { protocol, username, password } = new URL(address);
  return password !== "" || username !== "" && /https?:$/.test(protocol);
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
