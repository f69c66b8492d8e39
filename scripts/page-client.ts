import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPackaged, packageRoot } from "./package.ts";

/** `slipway-client.js`: the packages hold it, a checkout makes it. */
export async function readPageClient(): Promise<string> {
  return isPackaged
    ? await readFile(join(packageRoot, "dist/client/slipway-client.js"), "utf8")
    : await pageBundle();
}

/** Everything that a page without a bundler needs, as one small file. */
export async function pageBundle(): Promise<string> {
  const { rolldown } = await import("rolldown");
  const input = join(packageRoot, "clients/ts/src/page/slipway-client.ts");
  const bundle = await rolldown({ input, platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return output[0].code;
}
