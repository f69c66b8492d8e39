import type { Shipped } from "../record/outcome.ts";
import type { ShipRun } from "./flow.ts";

/** What a run left behind. */
export function shippedBy({ lease, sha, outcome, request, number, environment }: ShipRun): Shipped {
  const { build, previous } = number;
  const moved = { component: request.component, build, previous, environment: environment.name };
  return { ship: lease.id, sha, outcome, moved: environment.announces ? undefined : moved };
}
