/** Bytes that WebCrypto takes, in the words of every version of TypeScript that checks this. */
export type Bytes = ReturnType<TextEncoder["encode"]>;

/** Something to read that is the same for everybody, until it changes. */
export interface Document {
  body: string | Bytes;
  etag: string;
  contentType: string;
}

export async function documentOf(
  body: string | Bytes,
  contentType: string,
): Promise<Document> {
  return { body, etag: await strongEtag(body), contentType };
}

/** 304 to who has it already, no body to HEAD. `headers` go with all three. */
export function answerDocument(
  request: Request,
  { body, etag, contentType }: Document,
  headers: Record<string, string>,
): Response {
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: { etag, ...headers } });
  }
  return new Response(request.method === "HEAD" ? null : body, {
    headers: { etag, ...headers, "content-type": contentType },
  });
}

async function strongEtag(body: string | Bytes): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `"${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}

/** RFC 9110 §13.1.2: weak comparison against a list, or `*`. Proxies that compress make strong tags weak. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}
