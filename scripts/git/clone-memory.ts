import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writePrivateFile } from "../cli/private-file.ts";
import type { Git } from "./git.ts";
import { readCommonDir } from "./repository.ts";
import { slipwayFolder } from "./slipway-folder.ts";

/** What a clone remembers from one ship to the next, by name: a file of JSON below the git directory, for its owner alone. */
interface CloneMemory<Value> {
  file: string;
  /** A file that can't be read is as if nobody had shipped; whoever can write there needs no version.json to run code. */
  read(): Promise<Record<string, Value>>;
  /** Keeps one value beside the others; the file is replaced at once, never half. */
  keep(name: string, value: Value): Promise<void>;
}

export async function openCloneMemory<Value>(
  git: Git,
  name: string,
  value: z.ZodType<Value>,
): Promise<CloneMemory<Value>> {
  const file = join(slipwayFolder(await readCommonDir(git)), name);
  const schema = z.record(z.string(), value);
  const read = async () => {
    const text = await readFile(file, "utf8").catch(() => "{}");
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      return {};
    }
  };
  return {
    file,
    read,
    async keep(name, value) {
      await writePrivateFile(file, `${JSON.stringify({ ...await read(), [name]: value }, null, 2)}\n`);
    },
  };
}
