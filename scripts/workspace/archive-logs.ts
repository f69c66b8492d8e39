import { link, mkdir, rename, rmdir, unlink } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { errorText } from "../cli/error-text.ts";
import { type AgentLog, type Look, lookAt } from "./agent-logs.ts";

/** What became of the logs. */
interface Archived {
  moved: { log: AgentLog; to: string }[];
  /** With the reason; `isTrouble` when the move was tried and failed. */
  stayed: { log: AgentLog; why: string; isTrouble: boolean }[];
}

/**
 * Moves logs and their subagents' below `archive`, each into a folder that is made for it alone, so that nothing there is ever replaced.
 * Each is looked at again right before: one that is in use, or was written since it was listed, stays; one that is written while it moves is
 * put back, unless there is another one by then. Nothing is deleted.
 */
export async function archiveLogs(
  logs: readonly AgentLog[],
  archive: string,
  { now, onMoved }: { now: () => number; onMoved: (log: AgentLog, to: string) => void },
): Promise<Archived> {
  const done: Archived = { moved: [], stayed: [] };
  for (const log of logs) {
    const stays = (why: string, isTrouble = false) => void done.stayed.push({ log, why, isTrouble });
    const look = await lookAt(log.path, now()).catch(() => undefined);
    if (look === undefined) stays("it is gone");
    else if (look.isActive) stays("it is in use");
    else if (!isSame(look, log)) stays("it was written since it was listed");
    else {
      try {
        const to = await move(log, look, join(archive, log.folder), now);
        if (to === undefined) stays("it was written while it moved");
        else {
          done.moved.push({ log, to });
          onMoved(log, to);
        }
      } catch (error) {
        stays(errorText(error), true);
      }
    }
  }
  return done;
}

function isSame(a: Look, b: Look): boolean {
  return a.bytes === b.bytes && a.modified === b.modified;
}

/** Where it is now; undefined when it was put back. */
async function move(
  { id, path }: AgentLog,
  before: Look,
  archive: string,
  now: () => number,
): Promise<string | undefined> {
  const slot = await ownFolder(archive, id);
  const to = join(slot, `${id}.jsonl`);
  const [subagents, toSubagents] = [join(path, "..", id), join(slot, id)];
  try {
    if (existsSync(subagents)) await rename(subagents, toSubagents);
    await rename(path, to);
  } catch (error) {
    if (existsSync(toSubagents)) await rename(toSubagents, subagents);
    await rmdir(slot);
    throw error;
  }
  if (isSame(await lookAt(to, now()), before)) return to;
  try {
    // whoever writes opens the log by its name: a hard link never replaces one that was made meanwhile
    await link(to, path);
    await unlink(to);
  } catch (error) {
    if (isThere(error) || existsSync(path)) return to;
    // a file system without hard links
    await rename(to, path);
  }
  if (existsSync(toSubagents) && !existsSync(subagents)) await rename(toSubagents, subagents);
  await rmdir(slot).catch(() => {});
  return undefined;
}

/** Makes a folder that was not there. */
async function ownFolder(archive: string, id: string): Promise<string> {
  await mkdir(archive, { recursive: true });
  for (let count = 1;; count++) {
    const folder = join(archive, count === 1 ? id : `${id}.${count}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (!isThere(error)) throw error;
    }
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "code") === "EEXIST";
}
