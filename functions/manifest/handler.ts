import { inOrder, type Manifest } from "../_shared/contract/manifest.ts";
import type { ServedManifest } from "../_shared/contract/wire.ts";
import { answerDocument, documentOf } from "../_shared/endpoint/document.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";

/** What is deployed, for anyone. Never from a cache without asking: it would hide the build that was just announced. */
export function serveManifest(readManifest: () => Promise<Manifest>): Handler {
  return async (request) => {
    const document = await documentOf(
      JSON.stringify(served(await readManifest())),
      "application/json; charset=utf-8",
    );
    return answerDocument(request, document, { "cache-control": "no-cache" });
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
