// The folder in which Claude Code keeps its logs, as it keeps them.

import { mkdir, open, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A session's name. */
export const sessionId = (number: number) => `5f0c1d2e-0000-4000-8000-${String(number).padStart(12, "0")}`;

interface LogWishes {
  /** Where the agent was started; the log does not say when it is null. */
  cwd: string | null;
  /** The folder's name, when it is not made from cwd. */
  folder?: string;
  /** Lines in place of the usual ones. */
  lines?: unknown[];
  /** What the person typed first. */
  asked?: string;
  /** So large that it is; a hole follows the lines. */
  bytes?: number;
  /** Minutes since it was last written; an hour by default. */
  quiet?: number;
  /** Bytes of a subagent's log beside it. */
  subagent?: number;
}

/** Writes a log below `projects`; resolves with its path. */
export async function writeLog(projects: string, number: number, wishes: LogWishes): Promise<string> {
  const { cwd, asked = `task ${number}`, bytes, quiet = 60, subagent } = wishes;
  const folder = join(projects, wishes.folder ?? (cwd ?? "").replaceAll(/[^a-zA-Z0-9]/g, "-"));
  const path = join(folder, `${sessionId(number)}.jsonl`);
  const said = { sessionId: sessionId(number), ...cwd === null ? {} : { cwd } };
  const lines = wishes.lines ?? [
    { type: "file-history-snapshot", messageId: "m", snapshot: {} },
    { ...said, type: "user", isMeta: true, message: { role: "user", content: "Caveat: not a question" } },
    { ...said, type: "user", message: { role: "user", content: "<command-name>/clear</command-name>" } },
    { ...said, type: "user", message: { role: "user", content: [{ type: "text", text: asked }] } },
    {
      ...said,
      type: "assistant",
      message: { role: "assistant", content: [{ type: "text", text: "Done." }] },
    },
  ];
  await mkdir(folder, { recursive: true });
  await writeFile(
    path,
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  );
  if (bytes !== undefined) {
    const file = await open(path, "r+");
    await file.truncate(bytes);
    await file.close();
  }
  const old = new Date(Date.now() - quiet * 60_000);
  if (subagent !== undefined) {
    const below = join(folder, sessionId(number), "subagents/agent-1.jsonl");
    await mkdir(dirname(below), { recursive: true });
    await writeFile(below, "x".repeat(subagent));
    await utimes(below, old, old);
  }
  await utimes(path, old, old);
  return path;
}

export async function exists(path: string): Promise<boolean> {
  return await stat(path).then(() => true, () => false);
}
