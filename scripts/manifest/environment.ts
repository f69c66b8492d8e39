import type { RemoteBranch } from "../git/remote.ts";
import type { Manifest } from "./schema.ts";

/** Where a command works. Resolved once, when it begins; nothing below reads `ship.environment` of the manifest. */
export interface Environment {
  /** As leases, deployments and `SLIPWAY_ENVIRONMENT` call it. */
  name: string;
  /** What is deployed there. */
  upstream: RemoteBranch;
  /** The hosted Supabase project; undefined where only an address is known. */
  projectRef: string | undefined;
}

/** The environment that the manifest ships to. */
export function resolveEnvironment({ ship }: Pick<Manifest, "ship">): Environment {
  const { name, branch, project_ref: projectRef } = ship.environment;
  return { name, upstream: { remote: ship.remote, branch }, projectRef };
}
