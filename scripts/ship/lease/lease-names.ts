import { rideAlongs } from "../../manifest/ride-alongs.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** What a ship holds for all of its time; `others`: components that a release of several tracks holds as well. */
export function leaseNames(
  component: string,
  targets: readonly string[],
  others: readonly string[] = [],
): string[] {
  return [
    ...[component, ...others].map((key) => `component:${key}`),
    ...targets.map((target) => `target:${target}`),
  ];
}

/**
 * What a ship deploys to, its ride-alongs included, sorted: the declared target, `supabase` for the project, else the component
 * itself, so that two ships never deploy the same thing at once.
 */
export function targetsOf(manifest: Manifest, component: string): string[] {
  const targets = [component, ...rideAlongs(manifest, component)].flatMap((key) => {
    const { deploy } = componentOf(manifest, key);
    if (deploy === undefined) return [];
    return [deploy.type === "supabase" ? "supabase" : deploy.target ?? key];
  });
  return [...new Set(targets)].sort();
}
