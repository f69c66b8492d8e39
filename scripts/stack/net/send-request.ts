import { z } from "zod";
import { elapsed, httpFetch } from "../../runtime.ts";

/** A row of net.http_request_queue. */
export const queuedRequest = z.object({
  id: z.coerce.number(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.unknown()).nullable(),
  body: z.instanceof(Uint8Array).nullable(),
  timeout_milliseconds: z.number(),
});
export type QueuedRequest = z.infer<typeof queuedRequest>;

/** A row of net._http_response, without `created`. */
export interface StoredResponse {
  id: number;
  status_code: number | null;
  content_type: string | null;
  headers: Record<string, string> | null;
  content: string | null;
  timed_out: boolean;
  error_msg: string | null;
}

/** Who asked: the header by which tests tell the two kinds of call apart. */
export type Wake = "hint" | "sweep" | "other";

/** Reads `x-slipway-wake`, whatever its case. */
export function wakeOf(request: QueuedRequest): Wake {
  const found = Object.entries(request.headers ?? {}).find(([name]) =>
    name.toLowerCase() === "x-slipway-wake"
  );
  return found?.[1] === "hint" || found?.[1] === "sweep" ? found[1] : "other";
}

/**
 * Makes one request as pg_net does: redirects are followed, any HTTP answer is a success, nothing is tried twice.
 * Never rejects, unless `abort` says that the whole batch is given up.
 */
export async function sendRequest(request: QueuedRequest, abort: AbortSignal): Promise<StoredResponse> {
  const started = elapsed();
  const timeout = AbortSignal.timeout(Math.max(request.timeout_milliseconds, 1));
  try {
    const response = await httpFetch(request.url, {
      method: request.method.toUpperCase(),
      headers: headersOf(request),
      body: request.body && new Uint8Array(request.body),
      redirect: "follow",
      signal: AbortSignal.any([timeout, abort]),
    });
    const text = (await response.text()).split("\0")[0];
    return {
      ...nothing(request.id),
      status_code: response.status,
      content_type: response.headers.get("content-type"),
      headers: Object.fromEntries(response.headers),
      content: text || null,
      timed_out: false,
    };
  } catch (error) {
    abort.throwIfAborted();
    if (timeout.aborted) {
      return {
        ...nothing(request.id),
        timed_out: true,
        error_msg: timeoutText(request, elapsed() - started),
      };
    }
    return { ...nothing(request.id), error_msg: failureText(error) };
  }
}

function nothing(id: number): StoredResponse {
  return {
    id,
    status_code: null,
    content_type: null,
    headers: null,
    content: null,
    timed_out: false,
    error_msg: null,
  };
}

function headersOf(request: QueuedRequest): Headers {
  const headers = new Headers({ "user-agent": "pg_net/0.20.4", "accept-encoding": "identity" });
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return headers;
}

function timeoutText(request: QueuedRequest, ms: number): string {
  const total = ms.toFixed(6);
  return `Timeout of ${request.timeout_milliseconds} ms reached. Total time: ${total} ms (DNS time: 0.000000 ms, ` +
    `TCP/SSL handshake time: 0.000000 ms, HTTP Request/Response time: ${total} ms)`;
}

/** libcurl's words for what Deno's fetch says. */
const failureReasons: [RegExp, string][] = [
  [/dns error/, "Could not resolve hostname"],
  [/client error \(Connect\)|ports? .* blocked/, "Couldn't connect to server"],
  [/before message completed|connection reset/i, "Server returned nothing (no headers, no data)"],
  [/invalid HTTP/i, "Weird server reply"],
  [/redirect/i, "Number of redirects hit maximum amount"],
  [/body/, "Transferred a partial file"],
];

function failureText(error: unknown): string {
  const texts = [error, error instanceof Error ? error.cause : undefined].map(String).join(" ");
  return failureReasons.find(([pattern]) => pattern.test(texts))?.[1] ?? "Failed sending data to the peer";
}
