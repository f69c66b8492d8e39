import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ShipKind, ShipStatus } from "../../control-plane/control-plane.ts";
import { abandonShip } from "./abandon.ts";
import type { Session } from "../flow/session.ts";

/**
 * Ends what an earlier command of this kind left unfinished of the component, when nobody runs it any more; for kinds that ask git, the store
 * and the world what is done already, so that nothing is lost. Whoever is still at work stays: taking the lease will say so.
 */
export async function endStaleShip(
  session: Session,
  { ships }: ShipStatus,
  component: string,
  kind: ShipKind,
): Promise<void> {
  const left = ships.find((ship) => ship.component === component && ship.kind === kind);
  if (left === undefined) return;
  try {
    await abandonShip(session, { id: left.ship, reason: `taken over by a later slipway ${kind}` });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // it ended meanwhile
    if (error.code !== "ship_unknown" && error.exitCode !== exitCode.leaseHeld) throw error;
  }
}
