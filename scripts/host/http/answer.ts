/** A request as it is sent, apart from the token. */
export interface HostRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL;
  headers?: Record<string, string>;
  /** JSON. */
  body?: string;
}

/** An answer that arrived whole. */
export interface HostAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** The body as JSON; undefined when it is none. */
export function parseBody({ text }: HostAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Where the next page of a list is; null on the last one. GitHub and GitLab: `Link` with `rel="next"`; a GitLab behind a proxy that cuts it:
 * `x-next-page`.
 */
export function nextPage({ headers }: HostAnswer, url: URL): URL | null {
  const link = headers.get("link")?.split(/,\s*(?=<)/).find((one) => /;\s*rel="?next"?/.test(one));
  const target = /^<([^>]*)>/.exec(link?.trim() ?? "")?.[1];
  if (target !== undefined) return new URL(target, url);
  const page = headers.get("x-next-page") ?? "";
  if (!/^\d+$/.test(page)) return null;
  const next = new URL(url);
  next.searchParams.set("page", page);
  return next;
}

/** A path of the API whose values are encoded, `/` included: `pathOf\`/branches/${"a/b"}\`` is `/branches/a%2Fb`. */
export function pathOf(fixed: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return fixed.reduce((path, part, at) =>
    `${path}${encodeURIComponent(String(values[at - 1] ?? ""))}${part}`
  );
}

/** A query; what is undefined is left out. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]]
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
