import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { abandonShip } from "../ship/abandon.ts";
import type { Session } from "../ship/session.ts";

/**
 * Ends what an earlier `slipway ios` of this app left unfinished, when nobody runs it any more. Nothing is lost: each step of a
 * confirmation asks git, the store and the world what is done already. Whoever is still at work stays: taking the lease will say so.
 */
export async function endLeftover(session: Session, component: string): Promise<void> {
  const { ships } = await session.control.shipStatus(session.environment);
  const left = ships.find((ship) => ship.component === component && ship.kind === "ios");
  if (left === undefined) return;
  try {
    await abandonShip(session, { id: left.ship, reason: "taken over by a later slipway ios" });
  } catch (error) {
    if (!(error instanceof CommandError && error.exitCode === exitCode.leaseHeld)) throw error;
  }
}
