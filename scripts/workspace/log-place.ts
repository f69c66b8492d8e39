import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Git } from "../git/git.ts";
import { fields } from "../git/git.ts";
import { env } from "../runtime.ts";
import type { LogPlace } from "./agent-logs.ts";

/** Where Claude Code keeps its logs of this repository: of every work tree of the clone, by their names with and without links. */
export async function logPlace(git: Git): Promise<LogPlace> {
  const projects = join(env("CLAUDE_CONFIG_DIR") ?? join(env("HOME") ?? homedir(), ".claude"), "projects");
  const { stdout } = await git.run(["worktree", "list", "--porcelain", "-z"], { answers: [0, 128, 129] });
  const trees = fields(stdout).filter((line) => line.startsWith("worktree ")).map((line) => line.slice(9));
  const named = [git.root, ...trees];
  const real = await Promise.all(named.map((path) => realpath(path).catch(() => path)));
  return {
    projects: await realpath(projects).catch(() => projects),
    roots: [...new Set([...named, ...real])],
  };
}

/** Beside the folder of all logs, so that the agent no longer finds what is there, and a move is no copy. */
export function archiveOf({ projects }: LogPlace): string {
  return `${projects}-archive`;
}
