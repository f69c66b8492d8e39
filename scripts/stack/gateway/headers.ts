// What the gateway takes from a client's headers and what it adds.

import { type KeyRole, type Keys, roleOf } from "../keys.ts";

/** Claims about the client's address that only the gateway may make. */
const spoofable = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  "forwarded",
  "true-client-ip",
  "cf-connecting-ip",
  "cf-connecting-ipv6",
];

/** Headers of one hop (RFC 9110, 7.6.1). */
const hopByHop = [
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
];

/**
 * The headers that an upstream sees. With `translation`, an opaque key is translated as the hosted gateway does:
 * Authorization stays unless it is `Bearer sb_…`; otherwise the role token of the apikey's role, else the apikey.
 */
export function forwardedHeaders(
  request: Request,
  peer: string,
  translation?: { keys: Keys; tokens: Record<KeyRole, string> },
): Headers {
  const headers = new Headers(request.headers);
  const { host, port, protocol } = new URL(request.url);
  for (const name of [...spoofable, ...hopByHop]) headers.delete(name);
  // Compressed answers would only cost time here, and the older Deno weakens an ETag when it compresses.
  headers.set("accept-encoding", "identity");
  headers.set("x-forwarded-for", peer);
  headers.set("cf-connecting-ip", peer);
  headers.set("x-forwarded-host", host);
  headers.set("x-forwarded-port", port);
  headers.set("x-forwarded-proto", protocol.slice(0, -1));
  if (translation && (headers.get("authorization") ?? "Bearer sb_").startsWith("Bearer sb_")) {
    const key = headers.get("apikey");
    const role = roleOf(translation.keys, key);
    headers.delete("authorization");
    if (role) headers.set("authorization", `Bearer ${translation.tokens[role]}`);
    else if (key !== null) headers.set("authorization", key);
  }
  return headers;
}
