import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { leaseNames, targetsOf } from "./lease-names.ts";

/** Whether somebody ships a component, or something else to where it is deployed, right now. */
export async function isHeld(
  control: Pick<ControlPlane, "shipStatus">,
  manifest: Manifest,
  { environment, component }: { environment: string; component: string },
): Promise<boolean> {
  const names = leaseNames(component, targetsOf(manifest, component));
  const { leases } = await control.shipStatus(environment);
  return leases.some(({ name, is_alive }) => is_alive && names.includes(name));
}
