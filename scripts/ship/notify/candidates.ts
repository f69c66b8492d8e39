import type { ShipStatus } from "../../control-plane/control-plane.ts";
import { componentOf } from "../../manifest/component-of.ts";
import { rowOrder } from "../../manifest/rows.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { storeDecides } from "../../manifest/store-decides.ts";

/** A component whose committed build nobody has recorded. */
export interface Candidate {
  component: string;
  build: number;
  /** What Postgres says; null when it has never heard of the component. */
  deployed: number | null;
}

/**
 * What was committed, but not recorded: of the component that is named, or of all. A store's build is not among them (the store decides),
 * nor one that was rolled back.
 */
export function findCandidates(manifest: Manifest, status: ShipStatus, named?: string): Candidate[] {
  const keys = named === undefined ? rowOrder(manifest) : [named];
  return keys.flatMap((component) => {
    const entry = componentOf(manifest, component);
    const { build } = entry;
    const known = status.components.find(({ key }) => key === component);
    if (storeDecides(entry)) return [];
    if (build <= Math.max(known?.build ?? -1, known?.rolled_back_from ?? -1)) return [];
    return [{ component, build, deployed: known?.build ?? null }];
  });
}

/** What --force tells again: the named component; else every app that asks people to update; else what moved last. */
export function findForced(manifest: Manifest, { components }: ShipStatus, named?: string): string[] {
  if (named !== undefined) {
    componentOf(manifest, named);
    return [named];
  }
  const apps = components.filter(({ key }) => (manifest.components[key]?.apns?.topics.length ?? 0) > 0);
  if (apps.length > 0) return apps.map(({ key }) => key);
  const [latest] = components.filter(({ last_move }) => last_move !== null)
    .sort((a, b) => Date.parse(b.last_move?.moved_at ?? "") - Date.parse(a.last_move?.moved_at ?? ""));
  return latest === undefined ? [] : [latest.key];
}
