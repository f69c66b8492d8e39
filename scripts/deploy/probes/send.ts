import type { HttpProbe } from "../../manifest/schema-probes.ts";
import { httpFetch } from "../../runtime.ts";
import { fill, fillBody, isFilled } from "./fill.ts";
import { wantsRedirect } from "./redirect.ts";

/** As fetch has it. */
const mostRedirects = 20;
/** What fetch itself sends to no other origin. */
const credentials = ["authorization", "cookie", "proxy-authorization"];

/**
 * Sends what a probe asks, past caches, and follows where it is led as fetch does, unless a redirect is expected. What holds a variable of whoever
 * asks stays with the origin that version.json names, which was agreed to: fetch would send every header but `authorization` on. A request
 * whose body holds one is not sent on to another origin; its answer is then the redirect.
 */
export async function send(
  probe: HttpProbe,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-cache", "user-agent": "slipway" });
  let body = fillBody(probe.body, env);
  if (body !== undefined && typeof probe.body !== "string") headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries(probe.headers ?? {})) headers.set(name, fill(value, env));
  const own = Object.entries(probe.headers ?? {}).filter(([, value]) => isFilled(value)).map(([name]) =>
    name
  );
  let [url, method] = [new URL(probe.url), probe.method ?? "GET"];
  for (let count = 0;; count++) {
    const response = await httpFetch(url, { method, headers, body, signal, redirect: "manual" });
    const next = wantsRedirect(probe) ? null : leadsOn(response, url);
    if (next === null) return response;
    const isLess = response.status === 303 && method !== "HEAD" ||
      response.status < 303 && method === "POST";
    if (isLess) {
      [method, body] = ["GET", undefined];
      for (const name of ["content-type", "content-language", "content-encoding"]) headers.delete(name);
    }
    if (next.origin !== url.origin) {
      if (body !== undefined && isFilled(probe.body)) return response;
      for (const name of [...own, ...credentials]) headers.delete(name);
    }
    await response.body?.cancel();
    if (count === mostRedirects) throw new Error(`it leads on more than ${mostRedirects} times`);
    url = next;
  }
}

/** Where an answer leads; null when it leads nowhere. */
function leadsOn({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get("location");
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return null;
  const url = new URL(location, from);
  if (!/^https?:$/.test(url.protocol)) throw new Error(`it leads to ${url.protocol}`);
  return url;
}
