import { posix } from "node:path";
import { z } from "zod";
import type { ComponentDraft } from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";
import { readYaml } from "./yaml.ts";

/** Files that say where and how something is hosted. */
const configs: Record<string, ComponentDraft["kind"]> = {
  "vercel.json": "web",
  "netlify.toml": "web",
  "amplify.yml": "web",
  "staticwebapp.config.json": "web",
  "firebase.json": "web",
  "fly.toml": "server",
  "render.yaml": "server",
  "railway.json": "server",
  "railway.toml": "server",
  "wrangler.toml": "server",
  "wrangler.json": "server",
  "wrangler.jsonc": "server",
  "app.yaml": "server",
  "serverless.yml": "server",
  "serverless.ts": "server",
  "Procfile": "server",
  "heroku.yml": "server",
  "nixpacks.toml": "server",
  "captain-definition": "server",
};
const composeFile = /(^|\/)(docker-)?compose(\.[\w-]+)?\.ya?ml$/;
const compose = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      build: z.union([
        z.string(),
        z.object({ context: z.string().default("."), dockerfile: z.string().optional() }),
      ])
        .optional().catch(undefined),
    }),
  ),
});

/** A sign in a folder that what lies there is brought to a host. */
export interface HostingSign {
  folder: string;
  /** For people: `Dockerfile`, `service api of compose.yaml`. */
  what: string;
  kind: ComponentDraft["kind"];
}

/** Everything in the repository that builds an image or names a host. */
export function findHosting({ files, read }: Snapshot): HostingSign[] {
  const all = [...files].sort().flatMap((path): HostingSign[] => {
    const folder = posix.dirname(path);
    const name = posix.basename(path);
    if (composeFile.test(path)) return services(path, read(path));
    if (/^(Dockerfile|Containerfile)(\.(prod|production))?$/.test(name)) {
      return [{ folder, what: name, kind: "server" }];
    }
    if (name === "manifest.json" && /"manifest_version"\s*:/.test(read(path) ?? "")) {
      return [{ folder: packageAround(folder, files), what: "a browser extension", kind: "web" }];
    }
    const kind = Object.hasOwn(configs, name) ? configs[name] : undefined;
    return kind === undefined ? [] : [{ folder, what: name, kind }];
  });
  // A service stands in every compose file of a repository again.
  const known = new Set<string>();
  return all.filter(({ folder, what }) => {
    const sign = `${folder} ${what.replace(/ of .*/, "")}`;
    const isNew = !known.has(sign);
    known.add(sign);
    return isNew;
  });
}

/** The folder of the package that a file belongs to. */
function packageAround(folder: string, files: ReadonlySet<string>): string {
  for (let at = folder; at !== "."; at = posix.dirname(at)) {
    if (files.has(posix.join(at, "package.json"))) return at;
  }
  return folder;
}

/** The services that are built here; those of an image alone are other people's. */
function services(path: string, text: string | undefined): HostingSign[] {
  const { services = {} } = compose.safeParse(readYaml(text)).data ?? {};
  return Object.entries(services).flatMap(([name, { build }]) => {
    if (build === undefined) return [];
    const { context, dockerfile } = typeof build === "string"
      ? { context: build, dockerfile: undefined }
      : build;
    const base = posix.join(posix.dirname(path), context);
    const file = dockerfile === undefined ? undefined : posix.join(base, dockerfile);
    // Built from the whole repository, it is the folder of its Dockerfile that says which part is meant.
    const folder = file === undefined || posix.dirname(file) === "." ? base : posix.dirname(file);
    const clean = folder.replace(/(?<!\/)\/+$/, "") || ".";
    return clean.startsWith("..") || clean.includes("$")
      ? []
      : [{ folder: clean, what: `service ${name} of ${path}`, kind: "server" as const }];
  });
}
