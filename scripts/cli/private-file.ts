import { chmod, rename, writeFile } from "node:fs/promises";
import { randomHex } from "../runtime.ts";

/** Writes a file that only its owner may read. One that is there is replaced at once, never half. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const next = `${path}.${randomHex(4)}`;
  await writeFile(next, text, { mode: 0o600, flag: "wx" });
  // the umask may have taken more away than we ask for
  await chmod(next, 0o600);
  await rename(next, path);
}
