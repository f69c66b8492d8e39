import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const functions = fileURLToPath(new URL("../../functions/", import.meta.url));

/** What an edge function loads, packages included, as a bundler finds it after leaving out what is never used. */
interface FunctionBundle {
  modules: number;
  /** Those that are not of a package. */
  ownModules: number;
  /** Of the bundle, not minified. */
  bytes: number;
}

export async function bundleOf(name: string): Promise<FunctionBundle> {
  const bundle = await rolldown({
    input: join(functions, name, "index.ts"),
    platform: "node",
    resolve: { conditionNames: ["deno", "node", "import", "default"] },
  });
  try {
    const { output } = await bundle.generate({ format: "esm" });
    const chunks = output.flatMap((file) => file.type === "chunk" ? [file] : []);
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    return {
      modules: modules.length,
      ownModules: modules.filter((id) => id.startsWith(functions)).length,
      bytes: chunks.reduce((sum, { code }) => sum + new TextEncoder().encode(code).length, 0),
    };
  } finally {
    await bundle.close();
  }
}
