import { inOrder, type Manifest } from "../_shared/contract/manifest.ts";
import type { ServedManifest } from "../_shared/contract/wire.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";

/** What is deployed, for anyone. Never from a cache without asking: it would hide the build that was just announced. */
export function serveManifest(readManifest: () => Promise<Manifest>): Handler {
  return async (request) => {
    const body = JSON.stringify(served(await readManifest()));
    const etag = await strongEtag(body);
    const headers = { etag, "cache-control": "no-cache" };
    if (isKnown(request.headers.get("if-none-match"), etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(request.method === "HEAD" ? null : body, {
      headers: { ...headers, "content-type": "application/json; charset=utf-8" },
    });
  };
}

/** The wire contract's fields in the wire contract's order: jsonb has forgotten it. */
function served({ name, build, seq, components }: Manifest): ServedManifest {
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
