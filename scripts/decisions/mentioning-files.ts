import { fields, type Git } from "../git/git.ts";
import type { Mover } from "./mover.ts";

/** Every text file that git knows, or could know, in which a record's file or its number may be named. */
export async function mentioningFiles(git: Git, movers: readonly Mover[]): Promise<string[]> {
  if (movers.length === 0) return [];
  const patterns = movers.flatMap(({ record: { name, ending, number } }) => [
    name.slice(0, -ending.length).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    `adrs?[^0-9a-z]{0,4}([0-9]+[^0-9]{1,6}){0,20}0*${number}`,
  ]);
  const { stdout } = await git.run([
    "grep",
    "--files-with-matches",
    "-z",
    "-I",
    "--ignore-case",
    "--untracked",
    "--extended-regexp",
    ...patterns.flatMap((pattern) => ["-e", pattern]),
    "--",
    ".",
  ], { answers: [0, 1] });
  return [...new Set([...movers.map(({ from }) => from), ...fields(stdout)])].sort();
}
