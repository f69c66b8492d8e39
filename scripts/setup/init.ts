import { z } from "zod";
import { manifestPath } from "../manifest/edits.ts";
import { parseManifest } from "../manifest/load.ts";
import { planCi } from "./files/plan-ci.ts";
import { planManifest, planTexts } from "./files/plan-repository.ts";
import { planSupabase } from "./files/plan-supabase.ts";
import type { Candidate } from "./find/candidate.ts";
import { type Snapshot, takeSnapshot } from "./find/snapshot.ts";
import { joined, type Plan } from "./plan.ts";
import { draftManifest, proposeComponents } from "./propose.ts";

/** What init found, before anybody has agreed. */
export interface Found {
  snapshot: Snapshot;
  /** The project's name as proposed. */
  name: string;
  /** Empty when there is a version.json: what it says is not touched. */
  candidates: Candidate[];
  isNew: boolean;
}

/** Looks around. Raises `repository_missing`, exit code 2. */
export async function findSetup(from: string): Promise<Found> {
  const snapshot = await takeSnapshot(from);
  const isNew = snapshot.read(manifestPath) === undefined;
  return {
    snapshot,
    name: rootName(snapshot) ?? snapshot.name,
    candidates: isNew ? proposeComponents(snapshot) : [],
    isNew,
  };
}

/** What to write for the agreed name and components. Raises `manifest_invalid` for a version.json that can't be used. */
export function planInit(
  { snapshot, isNew }: Found,
  { name, candidates, update }: { name: string; candidates: readonly Candidate[]; update?: boolean },
): Plan {
  const text = isNew ? draftManifest(name, candidates, snapshot) : snapshot.read(manifestPath) ?? "";
  const manifest = parseManifest(text);
  return joined(
    ...isNew ? [planManifest(text, candidates, snapshot)] : [],
    planTexts(manifest, snapshot),
    planSupabase(snapshot, { update }),
    planCi(snapshot),
  );
}

function rootName({ read }: Snapshot): string | undefined {
  try {
    const { name } = z.object({ name: z.string() }).parse(JSON.parse(read("package.json") ?? ""));
    return name.replace(/^@[^/]*\//, "").slice(0, 100) || undefined;
  } catch {
    return undefined;
  }
}
