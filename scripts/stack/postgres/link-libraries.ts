import { readFile, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { systemCode } from "../errors.ts";

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the links between shared libraries that an npm package can't carry. Its install script does the same, but it does
 * not run everywhere: pnpm asks first, and `--ignore-scripts` means what it says.
 */
export async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch((error) => {
    // Not every platform has such a list.
    if (systemCode(error) === "ENOENT") return "[]";
    throw error;
  });
  await Promise.all(
    links.parse(JSON.parse(text)).map(async ({ source, target }) => {
      // Both are named from the folder above, and lie in the same one.
      await symlink(basename(source), join(dirname(native), target)).catch((error) => {
        if (systemCode(error) !== "EEXIST") throw error;
      });
    }),
  );
}
