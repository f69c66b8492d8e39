import { rm } from "node:fs/promises";
import { refuseAll } from "../cli/command-error.ts";
import { writeEdits } from "../manifest/edits.ts";
import { createInside, realPathInside } from "../manifest/real-path.ts";
import type { planWorkflows, WorkflowFile } from "./plan.ts";

/** What became of a file. */
type Written = { path: string; how: "created" | "written" | "removed" };

/** Writes what was planned; a file of somebody's own refuses all of it (exit 5). */
export async function writeWorkflows(
  root: string,
  { changes, findings }: Pick<Awaited<ReturnType<typeof planWorkflows>>, "changes" | "findings">,
): Promise<Written[]> {
  const foreign = findings.filter(({ code }) => code === "workflow_foreign");
  if (foreign.length > 0) throw refuseAll("workflow_foreign", foreign);
  const encoder = new TextEncoder();
  const edits = changes.flatMap(({ path, before, after }) =>
    before === null || after === null
      ? []
      : [{ path, before: encoder.encode(before), after: encoder.encode(after) }]
  );
  await writeEdits(root, edits);
  for (const { path, before, after } of changes) {
    if (before === null && after !== null) createInside(root, path, after);
    const real = after === null ? realPathInside(root, path) : null;
    if (real !== null) await rm(real);
  }
  return changes.map((change) => ({ path: change.path, how: howOf(change) }));
}

/** What writing would do to a file. */
export function howOf({ before, after }: WorkflowFile): Written["how"] {
  return before === null ? "created" : after === null ? "removed" : "written";
}
