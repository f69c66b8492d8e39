import type { Deps } from "../_shared/deps.ts";
import { endpoint, type Handler } from "../_shared/endpoint.ts";
import { inOrder } from "../_shared/manifest.ts";
import type { Manifest } from "../_shared/schemas.ts";

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "apikey, authorization, content-type, if-none-match, x-client-info",
  "access-control-expose-headers": "etag",
};

/** What is deployed, for anyone. Never from a cache without asking: it would hide the build that was just announced. */
export function manifest({ runtime, log, database }: Pick<Deps, "runtime" | "log" | "database">): Handler {
  const methods = ["GET", "HEAD", "OPTIONS"];
  return endpoint(
    { methods, log, now: runtime.now, headers: cors },
    async (request) => {
      if (request.method === "OPTIONS") {
        return new Response(null, { status: 204, headers: { ...cors, "access-control-max-age": "86400" } });
      }
      const body = JSON.stringify(served(await database.manifest()));
      const etag = await strongEtag(body);
      const headers = { ...cors, etag, "cache-control": "no-cache" };
      if (
        isKnown(request.headers.get("if-none-match"), etag)
      ) return new Response(null, { status: 304, headers });
      return new Response(request.method === "HEAD" ? null : body, {
        headers: { ...headers, "content-type": "application/json; charset=utf-8" },
      });
    },
  );
}

/** The wire contract's fields in the wire contract's order: jsonb has forgotten it. */
function served({ name, build, seq, components }: Manifest) {
  return {
    name,
    build,
    seq,
    components: Object.fromEntries(
      inOrder(components).map(([key, { label, name, kind, host, version, build, updated_at }]) => [
        key,
        { label, name, kind, host, version, build, updated_at },
      ]),
    ),
  };
}

async function strongEtag(body: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  return `"${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}

/** RFC 9110 §13.1.2: weak comparison against a list, or `*`. Proxies that compress make strong tags weak. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}
