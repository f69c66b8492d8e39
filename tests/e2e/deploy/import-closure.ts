import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { run } from "./fresh-copy.ts";

const graph = z.object({
  modules: z.array(
    z.looseObject({ kind: z.string().optional(), specifier: z.string(), error: z.string().optional() }),
  ),
});

/**
 * What a module imports, directly or not, types included, as Deno itself sees it: files relative to `root`, and packages. Needs no
 * network, as packages are not resolved.
 */
export async function importClosure(
  root: string,
  entry: string,
  importMap = "functions/deno.json",
): Promise<{ files: string[]; packages: string[] }> {
  const { stdout, said, code } = await run(Deno.execPath(), [
    "info",
    "--json",
    "--no-config",
    "--no-remote",
    "--node-modules-dir=none",
    `--import-map=${root}/${importMap}`,
    `${root}/${entry}`,
  ]);
  if (code !== 0) throw new Error(said);
  const { modules } = graph.parse(JSON.parse(stdout));
  const broken = modules.filter(({ error }) => error !== undefined);
  if (broken.length > 0) throw new Error(broken.map(({ error }) => error).join("\n"));
  const files = modules.filter(({ specifier }) => specifier.startsWith("file:"));
  return {
    files: files.map(({ specifier }) => relative(root, fileURLToPath(specifier))),
    packages: modules.filter(({ kind }) => kind !== "esm").map(({ specifier }) => specifier),
  };
}
