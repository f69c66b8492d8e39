import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";
import { pageBundle } from "../../page-client.ts";
import { repositoryRoot } from "../step.ts";

const folder = join(repositoryRoot, "clients/ts");
const source = join(folder, "src");

/** What `exports` of package.json names, by the name of its file. */
export const clientEntries = {
  index: "index.ts",
  live: "live.ts",
  react: "react.ts",
  "react-native": "react-native.ts",
  element: "page/element.ts",
  version: "page/version.ts",
  watcher: "page/watcher.ts",
};

/** Writes what apps import: a module for each entry, the types that they have in common, one file for pages without a bundler, and the guide. */
export async function writeClients(dist: string): Promise<void> {
  const input = Object.fromEntries(
    Object.entries(clientEntries).map(([name, file]) => [name, join(source, file)]),
  );
  const bundle = await rolldown({ input, platform: "browser" });
  await bundle.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await bundle.close();
  writeFileSync(join(dist, "slipway-client.js"), await pageBundle());
  for (const file of globSync("**/*.ts", { cwd: source })) writeTypes(file, join(dist, "types"));
  for (const [name, file] of Object.entries(clientEntries)) {
    const module = `./types/${file.replace(/\.ts$/, ".js")}`;
    writeFileSync(join(dist, `${name}.d.ts`), `export * from "${module}";\n`);
  }
  cpSync(join(folder, "README.md"), join(dist, "README.md"));
}

function writeTypes(file: string, dist: string): void {
  const { code, errors } = isolatedDeclarationSync(file, readFileSync(join(source, file), "utf8"));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const target = join(dist, file.replace(/\.ts$/, ".d.ts"));
  mkdirSync(dirname(target), { recursive: true });
  // Below node_modules nobody resolves TypeScript.
  writeFileSync(target, code.replaceAll(/((?:from|import) ?\(?")(\.[^"]*)\.ts"/g, '$1$2.js"'));
}
