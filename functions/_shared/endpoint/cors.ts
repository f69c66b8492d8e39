/** What a page of any origin may do with an endpoint. Source: Fetch Standard, "CORS protocol". */
export interface Cors {
  /** Response headers that the page may read. */
  exposedHeaders: readonly string[];
}

/** Headers that supabase-js sends, what a conditional request adds, and who asks for an update. */
const allowedHeaders = "apikey, authorization, content-type, if-none-match, x-client-info, x-installation-id";
const preflightSeconds = 86_400;

/** For every answer, refusals included: a page can't read the code of an error without them. */
export function corsHeaders({ exposedHeaders }: Cors): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": exposedHeaders.join(", "),
  };
}

/** The answer to a browser that asks, before the real request, whether it may be sent. */
export function preflightAnswer(methods: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": allowedHeaders,
      "access-control-max-age": String(preflightSeconds),
    },
  });
}
