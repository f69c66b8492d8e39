import type { ApnsEnvironment } from "../contract/fields.ts";
import type { Runtime } from "../runtime.ts";
import { ApnsConnection } from "./connection.ts";
import type { ApnsEnv } from "./env.ts";
import type { Http2Runtime } from "./open-http2.ts";

/** The connections of this isolate, one per key and host: Apple binds a connection to the key that used it first. */
export interface ConnectionPool {
  get(keyId: string, environment: ApnsEnvironment): ApnsConnection;
  /** Before a drain: every connection probes again. `onRoom` is called when one that was full takes requests again. */
  startDrain(onRoom: () => void): void;
}

/** Connections live as long as the isolate: Apple takes frequent reconnecting for an attack. */
export function createConnectionPool(
  { urls, caCert }: Pick<ApnsEnv, "urls" | "caCert">,
  { openHttp2, now }: Http2Runtime & Pick<Runtime, "now">,
): ConnectionPool {
  const connections = new Map<string, ApnsConnection>();
  let onRoom = () => {};
  return {
    get(keyId, environment) {
      const name = `${environment} ${keyId}`;
      const origin = urls[environment];
      const connection = connections.get(name) ??
        new ApnsConnection(
          (isByFetch) => openHttp2({ origin, caCert, isByFetch, onRoom: () => onRoom() }),
          now,
        );
      connections.set(name, connection);
      return connection;
    },
    startDrain(listener) {
      onRoom = listener;
      connections.forEach((connection) => connection.startDrain());
    },
  };
}
