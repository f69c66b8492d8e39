import { lstat, readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { encodedPath, logFolders } from "./log-folders.ts";
import { readLogFacts } from "./log-facts.ts";

/** Milliseconds since it was last written, within which a log counts as in use. */
const activeMs = 15 * 60_000;

/** One conversation with a coding agent, as it is kept. */
export interface AgentLog {
  /** The name without .jsonl; a folder of the same name beside it holds what its subagents said. */
  id: string;
  /** Below the folder of all logs. */
  folder: string;
  path: string;
  /** With the subagents'. */
  bytes: number;
  /** When any of it was last written, in milliseconds since 1970. */
  modified: number;
  isActive: boolean;
  title: string;
  /** Where the agent was started; empty when the log does not say. */
  cwd: string;
}

/** What is there of a log right now. */
export interface Look {
  bytes: number;
  modified: number;
  isActive: boolean;
}

/** Where logs are, and whose are wanted. */
export interface LogPlace {
  /** Folders named after paths, with logs in each. */
  projects: string;
  /** Work trees of the repository, by every name that they have. */
  roots: readonly string[];
}

/** The logs of a repository, the largest first. Reads the ends of each log only. */
export async function listLogs({ projects, roots }: LogPlace, now: number): Promise<AgentLog[]> {
  const logs: AgentLog[] = [];
  const names = new Set(roots.map(encodedPath));
  for (const folder of await logFolders(projects, roots)) {
    const entries = await readdir(join(projects, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith(".jsonl"))) {
      const path = join(projects, folder, entry.name);
      const look = await lookAt(path, now).catch(() => undefined);
      if (look === undefined) continue;
      const { cwd, title } = await readLogFacts(path, (await lstat(path)).size);
      // a log that says nothing belongs to the work tree that its folder is named after, if that is one
      const isOurs = cwd === undefined ? names.has(folder) : roots.some((root) => isInside(cwd, root));
      if (isOurs) logs.push({ id: entry.name.slice(0, -6), folder, path, title, cwd: cwd ?? "", ...look });
    }
  }
  return logs.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/** Looks at a log and its subagents. Rejects when the log is gone. */
export async function lookAt(path: string, now: number): Promise<Look> {
  const log = await lstat(path);
  const below = await measure(path.slice(0, -".jsonl".length));
  const modified = Math.max(log.mtimeMs, below.modified);
  return { bytes: log.size + below.bytes, modified, isActive: now - modified < activeMs };
}

async function measure(folder: string): Promise<{ bytes: number; modified: number }> {
  const total = { bytes: 0, modified: 0 };
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const found = entry.isDirectory()
      ? await measure(path)
      : await lstat(path).then(({ size, mtimeMs }) => ({ bytes: size, modified: mtimeMs }), () => undefined);
    total.bytes += found?.bytes ?? 0;
    total.modified = Math.max(total.modified, found?.modified ?? 0);
  }
  return total;
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
