import { constants } from "node:fs";
import { access, chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Whether it took writing. */
export async function writeHook(file: string, text: string): Promise<boolean> {
  const isThere = await textOf(file) === text && await isExecutable(file);
  await mkdir(dirname(file), { recursive: true });
  if (!isThere) await writeFile(file, text);
  await chmod(file, 0o755);
  return !isThere;
}

export function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false);
}

/** The hooks of a folder that git would run. */
export async function runnable(folder: string): Promise<{ name: string; file: string; text: string }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z-]+$/.test(name)).sort();
  const found = await Promise.all(names.map(async (name) => {
    const file = join(folder, name);
    const text = await isExecutable(file) ? await textOf(file) : null;
    return text === null ? [] : [{ name, file, text }];
  }));
  return found.flat();
}

/** Null when it can't be read. */
export async function textOf(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
