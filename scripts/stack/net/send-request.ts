import { z } from "zod";
import { elapsed } from "../../runtime.ts";
import { type Answer, type Call, callOnce } from "./call-once.ts";

/** A row of net.http_request_queue. */
export const queuedRequest = z.object({
  id: z.coerce.number(),
  method: z.string(),
  url: z.string(),
  /** Names and values as the caller wrote them; those without a value are left out. */
  headers: z.array(z.tuple([z.string(), z.string()])),
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
export function wakeOf({ headers }: QueuedRequest): Wake {
  const value = headers.find(([name]) => name.toLowerCase() === "x-slipway-wake")?.[1];
  return value === "hint" || value === "sweep" ? value : "other";
}

/** libcurl's, since 8.3. */
const mostRedirects = 30;

/**
 * Makes one request as pg_net does: redirects are followed, any HTTP answer is a success, nothing is tried twice.
 * Never rejects, unless `abort` says that the whole batch is given up.
 */
export async function sendRequest(request: QueuedRequest, abort: AbortSignal): Promise<StoredResponse> {
  const started = elapsed();
  const timeout = AbortSignal.timeout(Math.max(request.timeout_milliseconds, 1));
  try {
    return stored(request.id, await follow(firstCall(request), AbortSignal.any([timeout, abort])));
  } catch (error) {
    abort.throwIfAborted();
    const timed_out = timeout.aborted;
    const error_msg = timed_out ? timeoutText(request, elapsed() - started) : failureText(error);
    return { ...nothing, id: request.id, timed_out, error_msg };
  }
}

function firstCall({ method, url, headers, body }: QueuedRequest): Call {
  const sent = [...headers, ["User-Agent", "pg_net/0.20.4"]].filter((header): header is [string, string] =>
    // For libcurl a header with nothing behind the colon is one that is not to be sent.
    header[1]?.trim() !== ""
  );
  const isForm = body !== null && !sent.some(([name]) => name.toLowerCase() === "content-type");
  if (isForm) sent.push(["Content-Type", "application/x-www-form-urlencoded"]);
  return { method: method.toUpperCase(), url: new URL(url), headers: sent, body };
}

async function follow(first: Call, signal: AbortSignal): Promise<Answer> {
  let call = first;
  for (let redirects = 0;; redirects++) {
    if (!/^https?:$/.test(call.url.protocol)) throw new Error("unsupported protocol");
    const answer = await callOnce(call, signal);
    const location = answer.headers.findLast(([name]) => name.toLowerCase() === "location")?.[1];
    if (answer.status < 300 || answer.status > 399 || location === undefined) return answer;
    if (redirects === mostRedirects) throw new Error("too many redirects");
    call = redirected(call, answer.status, new URL(location, call.url));
  }
}

/** A POST becomes a GET, but for 307 and 308; a DELETE stays one, without its body. Credentials stay with their host. */
function redirected(call: Call, status: number, url: URL): Call {
  const isKept = status === 307 || status === 308;
  const isElsewhere = url.origin !== call.url.origin;
  return {
    url,
    method: isKept || call.method !== "POST" ? call.method : "GET",
    body: isKept ? call.body : null,
    headers: call.headers.filter(([name]) =>
      !isElsewhere || !["authorization", "cookie"].includes(name.toLowerCase())
    ),
  };
}

const nothing = {
  status_code: null,
  content_type: null,
  headers: null,
  content: null,
  timed_out: false,
  error_msg: null,
};

/** Names as the server wrote them; of headers that come twice the last one stays. */
function stored(id: number, { status, headers, body }: Answer): StoredResponse {
  return {
    ...nothing,
    id,
    status_code: status,
    content_type: headers.findLast(([name]) => name.toLowerCase() === "content-type")?.[1] ?? null,
    headers: Object.fromEntries(headers),
    content: new TextDecoder().decode(body).split("\0")[0] || null,
  };
}

function timeoutText(request: QueuedRequest, ms: number): string {
  const total = ms.toFixed(6);
  return `Timeout of ${request.timeout_milliseconds} ms reached. Total time: ${total} ms (DNS time: 0.000000 ms, ` +
    `TCP/SSL handshake time: 0.000000 ms, HTTP Request/Response time: ${total} ms)`;
}

/** libcurl's words for what went wrong here. */
const failureReasons: [RegExp, string][] = [
  [/ENOTFOUND|EAI_AGAIN/, "Could not resolve hostname"],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/, "Couldn't connect to server"],
  [/ECONNRESET|socket hang up/, "Server returned nothing (no headers, no data)"],
  [/HPE_|invalid HTTP|Parse Error/i, "Weird server reply"],
  [/unsupported protocol/, "Unsupported protocol"],
  [/too many redirects/, "Number of redirects hit maximum amount"],
  [/incomplete/, "Transferred a partial file"],
];

function failureText(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  const text = `${code} ${error instanceof Error ? error.message : error}`;
  return failureReasons.find(([pattern]) => pattern.test(text))?.[1] ?? "Failed sending data to the peer";
}
