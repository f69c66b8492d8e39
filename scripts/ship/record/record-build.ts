import { CommandError } from "../../cli/command-error.ts";
import type { ControlPlane, Synced } from "../../control-plane/control-plane.ts";
import { withBuild } from "../../manifest/apply.ts";
import { definitionOf } from "../../manifest/definition.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** A component at a commit. */
interface ShippedComponent {
  manifest: Manifest;
  component: string;
  sha: string;
  actor: string;
}

/** Raises the component's build in Postgres, and thereby announces it; the same twice changes nothing. */
export async function announceBuild(
  control: ControlPlane,
  { manifest, component, sha, actor }: ShippedComponent,
  notes?: string,
): Promise<Synced[number] | undefined> {
  const synced = await control.syncManifest({
    manifest: definitionOf(manifest),
    commitSha: sha,
    actor,
    onlyComponent: component,
    notes,
  });
  return synced.find((row) => row.component === component);
}

/** The same for several, in one announcement. What moved, or not. */
export async function announceBuilds(
  control: ControlPlane,
  { manifest, components, sha, actor }: Omit<ShippedComponent, "component"> & { components: string[] },
  notes?: string,
): Promise<Synced> {
  const synced = await control.syncManifest({
    manifest: definitionOf(manifest),
    commitSha: sha,
    actor,
    onlyComponents: components,
    notes,
  });
  return synced.filter((row) => components.includes(row.component));
}

/**
 * Records the build that a component had before its first ship: a first insert announces nothing, and the team waits for the first
 * ship's table.
 */
export async function recordBaseline(
  control: ControlPlane,
  { manifest, component, sha, actor }: ShippedComponent,
  baseline: number,
): Promise<void> {
  const before = definitionOf(withBuild(manifest, component, baseline));
  await control.syncManifest({ manifest: before, commitSha: sha, actor, onlyComponent: component })
    .catch(passOver("build_not_higher"));
}

/** Lets refusals of the database pass that a ship that is resumed may meet, because it had got further. */
export function passOver(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof CommandError && codes.includes(error.code))) throw error;
  };
}
