import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { readRepository } from "../git/repository.ts";
import { holderName, knownCloneId } from "./clone.ts";
import { lockClone } from "./clone-lock.ts";
import type { Session } from "./session.ts";
import { chooseShip } from "./unfinished.ts";

export interface AbandonRequest {
  id?: string;
  component?: string;
  reason?: string;
  /** Also a ship whose holder seems to live. */
  isSure: boolean;
}

/**
 * Gives an unfinished ship up, from anywhere. What it committed stays where it is; its number is used up. Raises `lease_held` (exit 6)
 * while its holder lives, unless `isSure`.
 */
export async function abandonShip(
  { git, control, environment }: Session,
  request: AbandonRequest,
): Promise<{ ship: string; component: string }> {
  const { commonDir } = await readRepository(git);
  const cloneId = knownCloneId(commonDir);
  const { ships } = await control.shipStatus(environment);
  const { ship, component, clone_id } = chooseShip(ships, { ...request, cloneId });
  const isDead = clone_id === cloneId && await isIdle(commonDir);
  const actor = holderName();
  await control.abandonShip({
    ship,
    holder: actor,
    reason: request.reason?.trim() || `abandoned by ${actor}`,
    force: request.isSure || isDead,
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
