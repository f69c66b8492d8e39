import type { Http2Client } from "../http2/client.ts";
import { Http2Connection } from "../http2/connection.ts";
import { FetchClient } from "../http2/fetch-client.ts";
import type { Runtime, TlsServer } from "../runtime.ts";

/** Where to connect to, and how. */
export interface Http2Options extends TlsServer {
  /** Through fetch instead of a socket. */
  isByFetch: boolean;
  /** The connection was full and takes requests again. */
  onRoom: () => void;
}

/** A runtime that speaks HTTP/2. */
export interface Http2Runtime {
  /** Connects at once, in the background. */
  openHttp2(options: Http2Options): Http2Client;
}

export function withHttp2(on: Runtime): Runtime & Http2Runtime {
  return {
    ...on,
    openHttp2({ origin, caCert, isByFetch, onRoom }) {
      if (!isByFetch) {
        return new Http2Connection(new URL(origin).host, {
          connect: (signal) => on.connectHttp2({ origin, caCert }, signal),
          onRoom,
          now: on.now,
          sleep: on.sleep,
        });
      }
      const client = on.createHttp2Fetch(caCert);
      return new FetchClient(origin, client.fetch, client.close);
    },
  };
}
