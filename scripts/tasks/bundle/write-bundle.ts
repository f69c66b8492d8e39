import { cpSync, globSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { repositoryRoot } from "../step.ts";
import { keepPlaces } from "./keep-places.ts";
import { licensesOf } from "./licenses.ts";

const scripts = join(repositoryRoot, "scripts");

/** What goes into the `dist` of a package. */
interface BundlePlan {
  /** Where it goes. */
  dist: string;
  /** What is started or imported by its path, below `scripts`. */
  programs: string[];
  /** Edge functions, which are started by their path as well, below the root. */
  functions: string[];
  /** What modules read beside themselves, below `scripts`; it lies where it lay. */
  assets: string[];
  /** What stays an npm dependency: big, native or found by path at run time. */
  external: RegExp[];
}

/** Writes JavaScript: Deno runs no TypeScript below node_modules. What was there before is gone. */
export async function writeBundle(
  { dist, programs, functions, assets, external }: BundlePlan,
): Promise<void> {
  const input = Object.fromEntries([
    ...programs.map((file) => [file.replace(/\.\w+$/, ""), join(scripts, file)]),
    ...functions.map((file) => [file.replace(/\.ts$/, ""), join(repositoryRoot, file)]),
  ]);
  const bundle = await rolldown({
    input,
    external: [/^node:/, ...external],
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
  for (const file of globSync(assets, { cwd: scripts })) cpSync(join(scripts, file), join(dist, file));
  const modules = output.flatMap((file) => file.type === "chunk" ? file.moduleIds : []);
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licensesOf(modules));
  console.log(`wrote ${dist}: ${output.length} files, ${modules.length} modules`);
}
