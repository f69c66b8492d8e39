import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openGit } from "../git/git.ts";
import { writeEdits } from "../manifest/edits.ts";
import { requireInside } from "../manifest/real-path.ts";
import type { RenumberPlan } from "./plan-renumber.ts";

/**
 * Moves the records as `git mv` does and makes the edits: all of it or nothing. Nothing else of the work tree or the index changes; the edits
 * are not staged, because a file may have changes of its own.
 */
export async function applyRenumber(root: string, { moves, edits }: RenumberPlan): Promise<void> {
  const git = openGit(root);
  const move = async (from: string, to: string, isTracked: boolean) => {
    if (isTracked) await git.run(["--literal-pathspecs", "mv", "--", from, to]);
    else {
      for (const path of [from, to]) requireInside(root, dirname(path));
      await rename(join(root, from), join(root, to));
    }
  };
  const done: RenumberPlan["moves"] = [];
  try {
    for (const one of moves) {
      await move(one.from, one.to, one.isTracked);
      done.push(one);
    }
    const places = new Map(moves.map(({ from, to }) => [from, to]));
    await writeEdits(root, edits.map((edit) => ({ ...edit, path: places.get(edit.path) ?? edit.path })));
  } catch (error) {
    for (const { from, to, isTracked } of done.reverse()) await move(to, from, isTracked);
    throw error;
  }
}
