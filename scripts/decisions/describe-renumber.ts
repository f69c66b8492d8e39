import type { Output } from "../cli/output.ts";
import type { RenumberPlan } from "./plan-renumber.ts";

/** Shows what was moved and edited, or would be, and what was left for a person. */
export function describeRenumber(output: Output, plan: RenumberPlan, isDryRun: boolean): void {
  const { moves, lines, left, unread } = plan;
  for (const { from, to } of moves) output.print(`${from} → ${to}`);
  for (const { file, line, before, after } of lines) {
    output.print(`${file}:${line}\n  - ${before.trim()}\n  + ${after.trim()}`);
  }
  for (const { file, line, text } of left) {
    output.note(`left: ${file}:${line} may mean another record: ${text}`);
  }
  for (const file of unread) output.note(`left: ${file} is no UTF-8 text, and names a record`);
  if (moves.length === 0) output.note("Every decision record has a number of its own.");
  else if (isDryRun) output.note("Nothing was written.");
  else output.note("The moves are staged, the edits are not: look at them with git diff, then commit.");
  output.json({
    dry_run: isDryRun,
    moves: moves.map(({ from, to }) => ({ from, to })),
    edits: lines,
    left,
    unread,
  });
}
