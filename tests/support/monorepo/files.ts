import { markedRegion } from "../../../scripts/manifest/readme-text.ts";
import type { Manifest } from "../../../scripts/manifest/schema.ts";
import { xcodeFiles, type XcodeVariant } from "./xcode.ts";

/** Every file of the monorepo but version.json, in step with the manifest: path → text. */
export function monorepoFiles(manifest: Manifest, xcode: XcodeVariant): Map<string, string> {
  const files = new Map([
    [".gitignore", "node_modules/\n"],
    ["package.json", json({ name: "nine", private: true, scripts: { test: "node -e 0" } })],
    [
      "package-lock.json",
      json({ name: "nine", lockfileVersion: 3, requires: true, packages: { "": { name: "nine" } } }),
    ],
    ["README.md", readme(manifest)],
    ["notes/next-ship.md", "What the chat hears.\n"],
    ["notes/next-ship-tf.md", "What to test.\n"],
  ]);
  for (const [key, component] of Object.entries(manifest.components)) {
    const folder = component.paths[0] ?? key;
    if (component.kind === "ios") {
      for (const [path, text] of xcodeFiles(xcode, component.build, component.name)) files.set(path, text);
    } else files.set(`${folder}/src/main.ts`, `export const component = ${JSON.stringify(key)};\n`);
    // `{a,b}` is a folder a, at least
    for (const path of component.paths.slice(1)) {
      files.set(`${path.replace(/\{([^,]*),.*\}/, "$1")}/index.ts`, "export {};\n");
    }
    for (const mirror of component.mirrors) {
      if (mirror.type === "json" && mirror.file.endsWith("package.json")) {
        files.set(mirror.file, packageJson(key, component.version, component.build));
      }
    }
    for (const name of component.deploy?.type === "supabase" ? component.deploy.functions : []) {
      files.set(
        `supabase/functions/${name}/index.ts`,
        `Deno.serve(() => new Response(${JSON.stringify(name)}));\n`,
      );
    }
    if (component.deploy?.type === "supabase" && component.deploy.migrations) {
      files.set("supabase/config.toml", 'project_id = "nine"\n');
      files.set(
        "supabase/migrations/20260101000000_notes.sql",
        "create table public.notes (id bigint primary key);\n",
      );
    }
  }
  return files;
}

function packageJson(key: string, version: string, build: number): string {
  return json({
    name: key,
    version: /^\d+\.\d+\.\d+$/.test(version) ? version : "1.0.0",
    private: true,
    build,
    scripts: { deploy: "node -e 0", rollback: "node -e 0" },
  });
}

function readme(manifest: Manifest): string {
  return `${markedRegion("banner", manifest)}

${markedRegion("table", manifest)}

# ${manifest.name}

Everything that ships from here.
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
