import { posix } from "node:path";
import { z } from "zod";
import { type Candidate, type ComponentDraft, keyFrom, titleFrom } from "./candidate.ts";
import { findPackageFolders } from "./package-folders.ts";
import type { Snapshot } from "./snapshot.ts";

/** What is read of a package.json; whatever else it says stays its own business. */
const packageJson = z.object({
  name: z.string().min(1).optional().catch(undefined),
  description: z.string().min(1).max(200).optional().catch(undefined),
  homepage: z.url().optional().catch(undefined),
  version: z.string().min(1).optional().catch(undefined),
  build: z.unknown().optional(),
  bin: z.unknown().optional(),
  scripts: z.record(z.string(), z.unknown()).default({}).catch({}),
  dependencies: z.record(z.string(), z.unknown()).default({}).catch({}),
  devDependencies: z.record(z.string(), z.unknown()).default({}).catch({}),
});
type PackageJson = z.infer<typeof packageJson>;

/** A package as a component; nothing when its package.json can't be read. */
export function proposePackage(folder: string, { name: repository, read }: Snapshot): Candidate[] {
  const file = posix.join(folder, "package.json");
  const found = readPackage(read(file));
  if (found === undefined) return [];
  const key = keyFrom(found.name ?? (folder === "." ? repository : posix.basename(folder)));
  const hasBuild = Number.isInteger(found.build) && Number(found.build) >= 0;
  const mirrored = hasBuild || found.build === undefined;
  return [{
    key,
    component: {
      name: titleFrom(key),
      kind: kindOf(found, key),
      ...found.homepage ? { host: new URL(found.homepage).host } : {},
      ...found.description ? { description: found.description } : {},
      version: found.version ?? "0.0.0",
      build: hasBuild ? Number(found.build) : 0,
      paths: [folder],
      ...mirrored ? { mirrors: [{ type: "json", file, key: "/build", value: "build" }] } : {},
      ...found.scripts.deploy === undefined ? {} : { deploy: { type: "npm", script: "deploy" } },
    },
    ...found.build === undefined ? { lacksBuild: file } : {},
    remarks: mirrored ? [] : [`"build" of ${file} is no whole number, so it mirrors nothing`],
  }];
}

/** Whether an app for phones is built from this package: it then ships with the Xcode project inside it. */
export function isMobilePackage(folder: string, { read }: Snapshot): boolean {
  const found = readPackage(read(posix.join(folder, "package.json")));
  return ["react-native", "expo", "@capacitor/ios"].some((name) => found?.dependencies[name] !== undefined);
}

/** The package.json files that are there and say nothing that can be understood. */
export function unreadablePackages(snapshot: Snapshot): string[] {
  return findPackageFolders(snapshot).map((folder) => posix.join(folder, "package.json"))
    .filter((file) => snapshot.read(file) !== undefined && readPackage(snapshot.read(file)) === undefined);
}

function readPackage(text: string | undefined): PackageJson | undefined {
  try {
    return packageJson.safeParse(JSON.parse((text ?? "").replace(/^\uFEFF/, ""))).data;
  } catch {
    return undefined;
  }
}

type Kind = ComponentDraft["kind"];

const byDependency: readonly [Kind, RegExp][] = [
  ["desktop", /^(electron|@tauri-apps\/(api|cli))$/],
  [
    "web",
    /^(next|nuxt|astro|vite|gatsby|@angular\/core|@sveltejs\/kit|@remix-run\/.*|react-dom|vue|svelte|vitepress|@docusaurus\/core)$/,
  ],
  [
    "server",
    /^(express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi|@trpc\/server|ws|grammy|telegraf|discord\.js)$/,
  ],
];

const byName: readonly [Kind, RegExp][] = [
  ["cli", /(^|-)cli($|-)/],
  [
    "web",
    /(^|-)(web|www|site|website|app|dashboard|docs|admin|frontend|marketing|landing|status|client|ui)($|-)/,
  ],
  ["server", /(^|-)(api|server|backend|worker|proxy|gateway|service|bot|daemon)($|-)/],
];

/** A guess: what it depends on says most, then what it is called. */
function kindOf({ bin, dependencies, devDependencies }: PackageJson, key: string): Kind {
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  if (bin !== undefined) return "cli";
  return byDependency.find(([, pattern]) => names.some((name) => pattern.test(name)))?.[0] ??
    byName.find(([, pattern]) => pattern.test(key))?.[0] ?? "library";
}
