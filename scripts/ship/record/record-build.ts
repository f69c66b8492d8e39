import type { ControlPlane, Synced } from "../../control-plane/control-plane.ts";
import { definitionOf } from "../../manifest/definition.ts";
import { withBuild } from "../../manifest/apply.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** What is recorded. */
export interface BuildRecord {
  manifest: Manifest;
  component: string;
  sha: string;
  actor: string;
  notes?: string;
  /** What version.json said before this build, when Postgres has never heard of the component. */
  baseline?: number;
}

/**
 * Raises the component's build in Postgres, and thereby announces it; the same record twice changes nothing. Of a component that is new
 * there, the build before is recorded first: a first insert announces nothing, and the team waits for the first ship's table.
 */
export async function recordBuild(
  control: ControlPlane,
  { manifest, component, sha, actor, notes, baseline }: BuildRecord,
): Promise<Synced[number] | undefined> {
  if (baseline !== undefined) {
    const before = definitionOf(withBuild(manifest, component, baseline));
    await control.syncManifest({ manifest: before, commitSha: sha, actor, onlyComponent: component })
      .catch(ignoreHigher);
  }
  const synced = await control.syncManifest({
    manifest: definitionOf(manifest),
    commitSha: sha,
    actor,
    onlyComponent: component,
    notes,
  });
  return synced.find((row) => row.component === component);
}

/** A resumed ship may have got further than the baseline. */
function ignoreHigher(error: unknown): void {
  if (!(error instanceof Error && Reflect.get(error, "code") === "build_not_higher")) throw error;
}
