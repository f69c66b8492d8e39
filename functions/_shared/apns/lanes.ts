import type { Env } from "../env.ts";
import type { Runtime } from "../runtime.ts";
import type { PushEnvironment } from "../schemas.ts";
import { Lane } from "./lane.ts";

/** The connections of this isolate, one per key and host: Apple binds a connection to the key that used it first. */
export interface Lanes {
  of(key: string, environment: PushEnvironment): Lane;
  /** Before a drain: see Lane.rest. `onRoom` is called when a connection that was full takes requests again. */
  rest(onRoom: () => void): void;
}

/** Lanes live as long as the isolate: Apple takes frequent reconnecting for an attack. */
export function createLanes(
  env: Pick<Env, "apnsUrls" | "apnsCaCert">,
  runtime: Pick<Runtime, "http2" | "now">,
): Lanes {
  const lanes = new Map<string, Lane>();
  let onRoom = () => {};
  return {
    of(key, environment) {
      const name = `${environment} ${key}`;
      const lane = lanes.get(name) ?? new Lane((isByFetch) =>
        runtime.http2({
          origin: env.apnsUrls[environment],
          caCert: env.apnsCaCert,
          isByFetch,
          onRoom: () => onRoom(),
        }), runtime.now);
      lanes.set(name, lane);
      return lane;
    },
    rest(listener) {
      onRoom = listener;
      lanes.forEach((lane) => lane.rest());
    },
  };
}
