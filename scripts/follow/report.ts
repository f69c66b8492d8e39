import { CommandError } from "../cli/command-error.ts";
import { actorName } from "../control-plane/actor.ts";
import type { HostState } from "../control-plane/control-plane.ts";
import type { Here } from "./checkout.ts";
import type { Follower } from "./follower.ts";

/** How a host stands with its branch. */
export interface Standing {
  here: Here;
  state: HostState;
  /** In a sentence, for what is not well. */
  why?: string;
  code?: string;
  /** The last commit at which everything agreed. */
  lastGood?: string;
}

/** Tells Postgres; false when it could not be told, which stops nothing. */
export async function report(
  { control, environment, host, output }: Follower,
  { here, state, why, code, lastGood }: Standing,
): Promise<boolean> {
  if (control === null) return false;
  const follows = environment.upstream.branch;
  try {
    await control.reportHost({
      environment: environment.name,
      host,
      branch: here.branch ?? follows,
      sha: here.head,
      isDirty: here.dirt.length > 0,
      state,
      detail: { follows, why: why?.slice(0, 1000), code, last_good: lastGood },
      actor: actorName(),
    });
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    output.warn(error.code, `nobody hears of it: ${error.message}`);
    return false;
  }
}
