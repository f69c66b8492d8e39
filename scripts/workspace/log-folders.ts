import { readdir } from "node:fs/promises";

/** The longest name of a folder; of a longer path the rest is a hash, which differs between the agent's runtimes. */
const longest = 200;

/** What Claude Code calls the folder of a path: every character but ASCII letters and digits becomes a dash. */
export function encodedPath(path: string): string {
  return path.replaceAll(/[^a-zA-Z0-9]/g, "-");
}

/** Folders of logs that may be of these work trees or of folders in them. The name alone does not tell: `/a/b-c` and `/a/b/c` share one. */
export async function logFolders(projects: string, roots: readonly string[]): Promise<string[]> {
  const entries = await readdir(projects, { withFileTypes: true }).catch(() => []);
  const begins = roots.map(encodedPath);
  return entries.filter((entry) => entry.isDirectory() && begins.some((begin) => mayBe(entry.name, begin)))
    .map(({ name }) => name).sort();
}

function mayBe(name: string, begin: string): boolean {
  if (begin.length > longest) return name.startsWith(begin.slice(0, longest));
  return name === begin || name.startsWith(`${begin}-`);
}
