import { basename } from "node:path";
import { fields } from "./git.ts";

/** One file that differs from HEAD, in the index or in the work tree. */
export interface Change {
  /** Below the top of the work tree, with `/`. */
  path: string;
  /** git has it in conflict. */
  isUnmerged: boolean;
  /** Not there any more, neither in the index nor on disk. */
  isDeleted: boolean;
  /** A folder that is a git repository of its own, which git can't commit; its path ends in `/`. */
  isNestedRepository: boolean;
  /** git does not know it yet. */
  isUntracked: boolean;
}

/** What `git status --porcelain=v2 --branch -z` says. */
export interface Status {
  /** null before the first commit. */
  head: string | null;
  /** null when HEAD is detached. */
  branch: string | null;
  changes: Change[];
}

export const statusArgs = [
  "status",
  "--porcelain=v2",
  "--branch",
  "-z",
  "--untracked-files=all",
  "--no-renames",
  "--no-ahead-behind",
] as const;

/** Reads it. What a killed `slipway` left beside a file it was writing is nobody's change. */
export function parseStatus(output: string): Status {
  const status: Status = { head: null, branch: null, changes: [] };
  for (const record of fields(output)) {
    const kind = record.slice(0, 1);
    if (kind === "#") readHeader(status, record);
    else {
      const change = readChange(kind, record);
      if (change !== undefined && !isLeftover(change.path)) add(status.changes, change);
    }
  }
  return status;
}

/** A file that was taken out of the index and stands there again is listed twice. */
function add(changes: Change[], change: Change): void {
  const known = changes.find(({ path }) => path === change.path);
  if (known === undefined) changes.push(change);
  else known.isDeleted &&= change.isDeleted;
}

function readHeader(status: Status, record: string): void {
  const [, name, value = ""] = record.split(" ");
  if (name === "branch.oid" && value !== "(initial)") status.head = value;
  if (name === "branch.head" && value !== "(detached)") status.branch = record.slice("# branch.head ".length);
}

/** Fields before the path: `1 XY sub mH mI mW hH hI`, `u XY sub m1 m2 m3 mW h1 h2 h3`, `?`. */
const fieldCount: Record<string, number> = { "1": 8, u: 10, "?": 1 };

function readChange(kind: string, record: string): Change | undefined {
  const count = fieldCount[kind];
  if (count === undefined) return undefined;
  const parts = record.split(" ");
  const state = parts[1] ?? "";
  const path = parts.slice(count).join(" ");
  return {
    path,
    isUnmerged: kind === "u",
    isDeleted: kind === "1" && (state.endsWith("D") || state === "D."),
    // of every other folder, each file is named
    isNestedRepository: kind === "?" && path.endsWith("/"),
    isUntracked: kind === "?",
  };
}

function isLeftover(path: string): boolean {
  return /^\..+\.slipway-[0-9a-f]{12}$/.test(basename(path));
}
