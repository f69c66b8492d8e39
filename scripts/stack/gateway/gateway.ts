// One HTTP server in front of the stack, with the paths of a hosted project.

import { type HttpServer, serveHttp } from "../../runtime.ts";
import type { Target } from "../functions/functions.ts";
import { type KeyRole, type Keys, roleTokens } from "../keys.ts";
import { callFunction } from "./call-function.ts";
import { forwardedHeaders } from "./headers.ts";

/** What the gateway stands in front of. A part that is not there yet, or no more, is answered with 503. */
interface Upstreams {
  dataApi?: { fetch(request: Request): Promise<Response> };
  realtime?: { fetch(request: Request): Promise<Response> };
  functions?: { target(name: string): Target };
}

/** A running gateway. */
export interface Gateway {
  /** `http://127.0.0.1:<port>`: what a hosted project calls its URL. */
  url: string;
  /** May be filled in while the gateway runs. */
  upstreams: Upstreams;
  stop(): Promise<void>;
}

/** Bytes of a request body. Hosted: 5 MB for Realtime, more for the rest. */
const bodyLimit = 10_000_000;

const cors = { "access-control-allow-origin": "*" };

/** Starts the gateway. The keys decide which role token stands in for an opaque key; they are never logged. */
export async function startGateway({ keys }: { keys: Keys }): Promise<Gateway> {
  const upstreams: Upstreams = {};
  const tokens = await roleTokens(keys);
  const server: HttpServer = await serveHttp(async (request, { remoteAddr }) => {
    const peer = "hostname" in remoteAddr ? remoteAddr.hostname : "127.0.0.1";
    return await route(request, peer, { keys, tokens, upstreams });
  });
  return { url: server.url, upstreams, stop: server.stop };
}

interface Context {
  keys: Keys;
  tokens: Record<KeyRole, string>;
  upstreams: Upstreams;
}

async function route(
  request: Request,
  peer: string,
  { keys, tokens, upstreams }: Context,
): Promise<Response> {
  const url = new URL(request.url);
  const [, first, second, name] = url.pathname.split("/");
  const service = second === "v1" ? first : undefined;

  // The upgrade must happen on the request itself, so it is passed on as it came.
  if (service === "realtime" && request.headers.get("upgrade")) {
    return await (upstreams.realtime?.fetch(request) ?? unavailable("realtime"));
  }
  const body = await readBody(request);
  if (body === "too large") {
    return refusal(413, "body_too_large", `The body is larger than ${bodyLimit / 1_000_000} MB.`);
  }
  const pass = (path: string, headers: Headers) =>
    new Request(new URL(path + url.search, url), { method: request.method, headers, body });
  const headers = forwardedHeaders(request, peer);

  if (service === "rest") {
    return await (upstreams.dataApi?.fetch(pass(url.pathname, headers)) ?? unavailable("rest"));
  }
  if (service === "realtime") {
    return await (upstreams.realtime?.fetch(pass(url.pathname, headers)) ?? unavailable("realtime"));
  }
  const apex = url.pathname === "/version" || url.pathname === "/api/version";
  if (!apex && !(service === "functions" && name)) {
    return refusal(
      404,
      "not_found",
      "No service has this path. Known: /rest/v1, /functions/v1/<name>, /realtime/v1.",
    );
  }
  const target = upstreams.functions?.target(apex ? "manifest" : name) ?? { missing: "down" };
  const path = apex ? "/manifest" : url.pathname.slice("/functions/v1".length);
  return await callFunction(target, pass(path, forwardedHeaders(request, peer, { keys, tokens })));
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null | "too large"> {
  if (!request.body) return null;
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) return "too large";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > bodyLimit) return "too large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function unavailable(service: string): Response {
  return refusal(503, "service_unavailable", `The service ${service} is starting or stopped. Try again.`);
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status, headers: cors });
}
