import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";

/** A `.tar.gz` as the system's tar makes it: path → text. `flags` go to tar, as `--format=pax`. */
export async function makeTarball(files: Record<string, string>, flags: string[] = []): Promise<Uint8Array> {
  const folder = await makeTempDir("slipway-tarball-");
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const names = Object.keys(files);
    return new Uint8Array(execFileSync("tar", [...flags, "-czf", "-", "-C", folder, ...names]));
  } finally {
    await removeDir(folder);
  }
}
