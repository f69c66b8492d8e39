import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { mask } from "../cli/mask.ts";
import { writePrivateFile } from "../cli/private-file.ts";
import { readCommonDir } from "../git/repository.ts";
import { slipwayFolder } from "../git/slipway-folder.ts";
import type { KeyPlace } from "./place.ts";

/**
 * A new key between the moment it is made and the end of its rotation: a file below the git directory, for its owner alone, which no commit
 * can hold. It is written before the database hears of the key, so that a process that is killed in between finds the same one again; the
 * database never has it. Another clone does not have it either, and says so.
 */
export interface Pending {
  path: string;
  /** Undefined when it is not here. Masked from then on in all output. */
  read(): Promise<string | undefined>;
  write(value: string): Promise<void>;
  remove(): Promise<void>;
}

export async function openPending({ name, session: { git } }: KeyPlace): Promise<Pending> {
  const folder = join(slipwayFolder(await readCommonDir(git)), "keys");
  const path = join(folder, `${name}.new`);
  return {
    path,
    async read() {
      const value = await readFile(path, "utf8").catch(() => undefined);
      mask.add(value?.trim());
      return value?.trim() || undefined;
    },
    async write(value) {
      mask.add(value);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      await writePrivateFile(path, `${value}\n`);
    },
    remove: () => rm(path, { force: true }),
  };
}
