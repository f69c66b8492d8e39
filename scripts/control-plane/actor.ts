import { hostname, userInfo } from "node:os";
import { shortened } from "../cli/storable-text.ts";
import { env } from "../runtime.ts";

/** Who is at work, for people: `ada@laptop`. CI may name itself with SLIPWAY_ACTOR. */
export function actorName(): string {
  return shortened(env("SLIPWAY_ACTOR") ?? `${userName()}@${hostname()}`, 200);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // an account without a name, as in some containers
    return env("USER") ?? "somebody";
  }
}
