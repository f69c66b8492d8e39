// A gateway in front of upstreams that tell what reached them.

import { type HttpServer, randomHex, serveHttp } from "../../../../scripts/runtime.ts";
import { startGateway } from "../../../../scripts/stack/gateway/gateway.ts";
import { createKeys } from "../../../../scripts/stack/keys.ts";

export const keys = createKeys(randomHex);

async function tell(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  return Response.json({ method: request.method, pathname, search, headers, body: await request.text() });
}

/** Starts it; the functions `manifest` and `echo` are there, `broken` is not. */
export async function serveGateway(handler: (request: Request) => Response | Promise<Response> = tell) {
  const upstream: HttpServer = await serveHttp(handler);
  const gateway = await startGateway({ keys });
  let isUp = true;
  Object.assign(gateway.upstreams, {
    dataApi: { fetch: tell },
    realtime: { fetch: tell },
    functions: {
      target: (name: string) => {
        if (!isUp) return { missing: "down" };
        if (name === "broken") return { missing: "failed" };
        return ["manifest", "echo"].includes(name) ? { url: upstream.url } : { missing: "unknown" };
      },
    },
  });
  return {
    url: gateway.url,
    gateway,
    setUp: (up: boolean) => isUp = up,
    /** As when the process was killed a moment ago and nobody has noticed yet. */
    stopUpstream: () => upstream.stop(),
    stop: async () => {
      await gateway.stop();
      await upstream.stop();
    },
  };
}
