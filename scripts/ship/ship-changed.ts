import { changedSince, inOrder } from "../environments/changed.ts";
import { headSha } from "../git/commit.ts";
import { componentsOf } from "../manifest/environment.ts";
import { openSession, type Session } from "./flow/session.ts";
import type { ShipRequest } from "./flow/flow.ts";
import type { Shipped } from "./record/outcome.ts";
import { shipComponent } from "./ship.ts";

/**
 * Ships every component of the environment whose committed files changed since it was last verified there, one after the other: each with a
 * number of its own. Raises what the first one that fails raises; those before it stay shipped.
 */
export async function shipChanged(
  session: Session,
  request: Omit<ShipRequest, "component">,
  report: (shipped: Shipped) => void,
): Promise<void> {
  const { git, control, environment, workspace: { root, manifest }, output, signal } = session;
  const sha = await headSha(git);
  const { environments } = await control.environmentStatus();
  const deployed = environments.find(({ name }) => name === environment.name)?.deployed ?? [];
  const changed = await changedSince({ git, manifest, sha, deployed }, componentsOf(manifest, environment));
  const order = inOrder(manifest, changed).map(({ component }) => component);
  if (order.length === 0) output.note(`nothing changed that ${environment.name} has not verified`);
  for (const component of order) {
    // the ship before has written a commit
    const next = await openSession(root, output, signal, "secret", environment.name);
    report(await shipComponent(next, { ...request, component }));
  }
  output.json({ event: "result", environment: environment.name, components: order, outcome: "done" });
}
