import { knownBranches, namesInFolder } from "../git/folder-names.ts";
import type { Git } from "../git/git.ts";
import { recordsOf } from "../manifest/docs/record-names.ts";
import type { DecisionFolder } from "./folder.ts";

/** The first number above all that any branch of this clone, its own or fetched, and this work tree have given away. */
export async function nextNumber(git: Git, { folder, names }: DecisionFolder): Promise<number> {
  const branches = await knownBranches(git);
  const there = await namesInFolder(git, branches, folder);
  const all = new Set([...names, ...[...there.values()].flat()]);
  return Math.max(0, ...recordsOf(all).map(({ number }) => number)) + 1;
}
