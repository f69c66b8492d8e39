import { z } from "zod";
import { fallbackManifest, usualManifest } from "../../manifest/edits.ts";
import { readJson } from "./json.ts";
import type { Snapshot } from "./snapshot.ts";

export { fallbackManifest as slipwayManifest } from "../../manifest/edits.ts";

/** Whether version.json is there and belongs to another tool: Nerdbank.GitVersioning has one, and many a build script. */
export function isAnotherTools({ read }: Pick<Snapshot, "read">): boolean {
  const text = read(usualManifest);
  const value = readJson(text);
  // What can't be read at all may be ours with a mistake in it: `check` says where.
  return text !== undefined && value !== undefined &&
    !z.looseObject({ components: z.record(z.string(), z.unknown()) }).safeParse(value).success;
}

/** The file that is Slipway's manifest here. */
export function manifestName(
  snapshot: Pick<Snapshot, "read">,
): typeof usualManifest | typeof fallbackManifest {
  return snapshot.read(fallbackManifest) !== undefined || isAnotherTools(snapshot)
    ? fallbackManifest
    : usualManifest;
}
