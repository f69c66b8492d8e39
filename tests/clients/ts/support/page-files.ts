// JavaScript for pages, as a bundler makes it of what a reader writes.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { clientEntries } from "../../../../scripts/tasks/bundle/write-clients.ts";
import { repositoryRoot } from "../../../support/repository.ts";

/** Bundles `entry` of these files; `slipway/client` is the source of this checkout. */
export async function bundleFor(files: Record<string, string>, entry: string): Promise<string> {
  const folder = await makeTempDir("slipway-page-");
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const source = join(repositoryRoot, "clients/ts/src");
    const alias = Object.fromEntries(
      Object.entries(clientEntries).map(([name, file]) => [
        name === "index" ? "slipway/client$" : `slipway/client/${name}`,
        join(source, file),
      ]),
    );
    const bundle = await rolldown({
      input: join(folder, entry),
      platform: "browser",
      resolve: { alias, modules: [join(repositoryRoot, "node_modules")] },
    });
    const { output } = await bundle.generate({ format: "esm" });
    await bundle.close();
    return output[0].code;
  } finally {
    await removeDir(folder);
  }
}
