import { type Finding, refuseAll } from "../cli/command-error.ts";
import type { Output } from "../cli/output.ts";
import { type Edit, writeEdits } from "./edits.ts";
import { isFixable } from "./findings.ts";

/** Writes what was planned and names each file; refuses all of it, exit code 5, when something needs a person first. */
export async function writePlan(
  output: Output,
  root: string,
  { edits, findings }: { edits: Edit[]; findings: Finding[] },
  whenNothing: string,
): Promise<void> {
  const problems = findings.filter((finding) => !isFixable(finding));
  if (problems.length > 0) throw refuseAll("not_writable", problems);
  await writeEdits(root, edits);
  for (const { path } of edits) output.print(`wrote ${path}`);
  if (edits.length === 0) output.note(whenNothing);
  output.json({ written: edits.map(({ path }) => path) });
}
