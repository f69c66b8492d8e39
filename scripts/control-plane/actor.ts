import { hostname, userInfo } from "node:os";
import { env } from "../runtime.ts";

/** Who is at work, for people: `ada@laptop`. CI may name itself with SLIPWAY_ACTOR. */
export function actorName(): string {
  return (env("SLIPWAY_ACTOR") ?? `${userName()}@${hostname()}`).slice(0, 200);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // an account without a name, as in some containers
    return env("USER") ?? "somebody";
  }
}
