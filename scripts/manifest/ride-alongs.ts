import { componentOf } from "./component-of.ts";
import type { Manifest } from "./schema.ts";

/** The components that are deployed with this one, each once, without those that ride along with them. */
export function rideAlongs(manifest: Manifest, component: string): string[] {
  const named = componentOf(manifest, component).ride_along;
  return [...new Set(named)].filter((key) => key !== component);
}
