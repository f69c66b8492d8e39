import type { Deployed } from "../../functions/_shared/contract/environments.ts";
import { filesBetween } from "../git/files-between.ts";
import type { Git } from "../git/git.ts";
import { componentOf } from "../manifest/component-of.ts";
import { ownerOf } from "../manifest/ownership.ts";
import { rideAlongs } from "../manifest/ride-alongs.ts";
import type { Manifest } from "../manifest/schema.ts";

/** Why a component is deployed: its files changed, it was never verified there, or nobody can tell what changed since. */
type Reason = "changed" | "new" | "unknown";

export interface Changed {
  component: string;
  why: Reason;
}

interface Since {
  git: Git;
  /** As it is at the commit that is deployed. */
  manifest: Manifest;
  sha: string;
  /** What is verified there. */
  deployed: readonly Deployed[];
}

/**
 * Which of these components have another build, or files of their own that differ, between the commit of their last verified deployment and this
 * one, in the given order. Files that belong to everybody change nobody; whoever rides along with one that changed is not deployed for that.
 */
export async function changedSince(
  { git, manifest, sha, deployed }: Since,
  components: readonly string[],
): Promise<Changed[]> {
  const known = new Map<string, Promise<ReadonlySet<string> | null>>();
  const ownersSince = (base: string) => {
    const owners = known.get(base) ?? ownersOfDiff({ git, manifest, sha }, base);
    known.set(base, owners);
    return owners;
  };
  const looked = await Promise.all(components.map(async (component): Promise<Changed[]> => {
    const runs = deployed.find((row) => row.component === component);
    const base = runs?.sha;
    if (runs === undefined || base === undefined || base === null) return [{ component, why: "new" }];
    if (base === sha) return [];
    if (runs.build !== componentOf(manifest, component).build) return [{ component, why: "changed" }];
    const owners = await ownersSince(base);
    if (owners === null) return [{ component, why: "unknown" }];
    return owners.has(component) ? [{ component, why: "changed" }] : [];
  }));
  return looked.flat();
}

/** The components that own what differs; null when the clone lacks the commit, as after a rewritten history. */
async function ownersOfDiff(
  { git, manifest, sha }: Omit<Since, "deployed">,
  base: string,
): Promise<ReadonlySet<string> | null> {
  const paths = await filesBetween(git, base, sha);
  return paths && new Set(paths.map((path) => ownerOf(manifest, path)).filter((owner) => owner !== null));
}

/**
 * What is deployed after what: the steps of `order` first, as they stand there; then what applies migrations, since others may need them; then
 * the rest as version.json has it. What rides along with another one of them needs no deploy of its own.
 */
export function inOrder(
  manifest: Manifest,
  components: readonly Changed[],
  order: readonly string[] = [],
): Changed[] {
  const carried = new Set(components.flatMap(({ component }) => rideAlongs(manifest, component)));
  const named = order.map((step) => step.split(":")[0] ?? step);
  const place = (key: string) => {
    const at = named.indexOf(key);
    if (at >= 0) return at;
    const deploy = manifest.components[key]?.deploy;
    return named.length + (deploy?.type === "supabase" && deploy.migrations ? 0 : 1);
  };
  return components
    .filter(({ component }) => !carried.has(component) || named.includes(component))
    .toSorted((a, b) => place(a.component) - place(b.component));
}
