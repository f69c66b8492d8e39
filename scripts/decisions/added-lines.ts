import type { Git } from "../git/git.ts";

/**
 * Tells whether a line is this branch's: not in `mergeBase`, or in a file that git does not track yet. Without a commit to compare with, no line
 * of a tracked file is.
 */
export async function readAddedLines(
  git: Git,
  mergeBase: string | null,
  files: readonly string[],
  untracked: ReadonlySet<string>,
): Promise<(file: string, line: number) => boolean> {
  const added = new Map<string, [number, number][]>();
  if (mergeBase !== null && files.length > 0) {
    const { stdout } = await git.run([
      "--literal-pathspecs",
      "diff",
      "--unified=0",
      "--no-ext-diff",
      "--no-textconv",
      "--no-renames",
      "--relative",
      "--src-prefix=a/",
      "--dst-prefix=b/",
      mergeBase,
      "--",
      ...files,
    ]);
    let ranges: [number, number][] = [];
    for (const line of stdout.split("\n")) {
      const file = /^\+\+\+ b\/(.*?)\t?$/.exec(line)?.[1];
      if (file !== undefined) added.set(file, ranges = []);
      const [, first, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
      if (first !== undefined) ranges.push([Number(first), Number(first) + Number(count)]);
    }
  }
  return (file, line) =>
    untracked.has(file) || (added.get(file) ?? []).some(([first, end]) => line >= first && line < end);
}
