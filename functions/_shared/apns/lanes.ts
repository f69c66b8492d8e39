import type { Env } from "../env.ts";
import type { Runtime } from "../runtime.ts";
import type { PushEnvironment } from "../schemas.ts";
import { Lane } from "./lane.ts";

/** The connections of this isolate, one per key and host: Apple binds a connection to the key that used it first. */
export interface Lanes {
  of(key: string, environment: PushEnvironment): Lane;
  /** Before a drain: see Lane.rest. */
  rest(): void;
}

/** Lanes live as long as the isolate: Apple takes frequent reconnecting for an attack. */
export function createLanes(
  env: Pick<Env, "apnsUrls" | "apnsCaCert">,
  runtime: Pick<Runtime, "http2" | "now">,
): Lanes {
  const lanes = new Map<string, Lane>();
  return {
    of(key, environment) {
      const name = `${environment} ${key}`;
      const lane = lanes.get(name) ??
        new Lane(env.apnsUrls[environment], () => runtime.http2(env.apnsCaCert), runtime.now);
      lanes.set(name, lane);
      return lane;
    },
    rest: () => lanes.forEach((lane) => lane.rest()),
  };
}
