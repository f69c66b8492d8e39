import { manifestPath, writeEdits } from "../manifest/edits.ts";
import { createInside } from "../manifest/real-path.ts";
import type { Plan } from "./plan.ts";

/**
 * Writes a plan. New files are only created, never opened for writing; the others are renamed into place. version.json comes last: as
 * long as it is missing, a run that was stopped is taken up by the next one.
 */
export async function applyPlan(root: string, { writes }: Plan): Promise<void> {
  const encoder = new TextEncoder();
  const isManifest = ({ path }: { path: string }) => path === manifestPath;
  const present = writes.filter(({ how }) => how !== "create");
  const created = writes.filter(({ how }) => how === "create");
  for (const { path, text } of created.filter((write) => !isManifest(write))) createInside(root, path, text);
  await writeEdits(root, present.map(({ path, text }) => ({ path, after: encoder.encode(text) })));
  for (const { path, text } of created.filter(isManifest)) createInside(root, path, text);
}
