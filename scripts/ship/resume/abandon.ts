import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { readRepository } from "../../git/repository.ts";
import type { ShipKind } from "../../control-plane/control-plane.ts";
import { actorName } from "../../control-plane/actor.ts";
import { knownCloneId } from "../lease/clone.ts";
import { lockClone } from "../lease/clone-lock.ts";
import type { Session } from "../flow/session.ts";
import { chooseShip } from "./choose-ship.ts";

interface AbandonRequest {
  id?: string;
  component?: string;
  reason?: string;
  /** Only of this kind. */
  kind?: ShipKind;
  /** Asks the person who is there, before a ship is taken from a holder that seems to live. */
  confirm?: Confirm;
}

/**
 * Gives an unfinished ship up, from anywhere. What it committed stays where it is; its number is used up. Raises `lease_held` (exit 6)
 * while its holder lives, unless the person agrees.
 */
export async function abandonShip(
  { git, control, environment }: Session,
  request: AbandonRequest,
): Promise<{ ship: string; component: string }> {
  const { commonDir } = await readRepository(git);
  const cloneId = knownCloneId(commonDir);
  const { ships } = await control.shipStatus(environment.name);
  const { ship, component, clone_id, holder, is_alive } = chooseShip(
    ships.filter(({ kind }) => request.kind === undefined || kind === request.kind),
    { ...request, cloneId },
  );
  const isDead = clone_id === cloneId && await isIdle(commonDir);
  const question = `${holder} seems to be at work on it. Take it away?`;
  const isTaken = is_alive && !isDead && await request.confirm?.(question) === true;
  const actor = actorName();
  await control.abandonShip({
    ship,
    holder: actor,
    reason: request.reason?.trim() || `abandoned by ${actor}`,
    force: isDead || isTaken,
  });
  return { ship, component };
}

/** Nobody ships from this clone: then whoever held its ship is gone, whatever the lease says. */
async function isIdle(commonDir: string): Promise<boolean> {
  try {
    (await lockClone(commonDir, "slipway ship --abandon")).release();
    return true;
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === exitCode.leaseHeld) return false;
    throw error;
  }
}
