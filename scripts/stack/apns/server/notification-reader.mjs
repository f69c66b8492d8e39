// @ts-check
import { readPayload } from "./check-request.mjs";

/**
 * Reads bodies and numbers what they hold. All devices of a fan-out get the same bytes with the same headers, so that each
 * distinct notification is parsed and kept once.
 *
 * @param {import("./request-log.mjs").RequestLog} log
 * @returns {(headers: import("node:http2").IncomingHttpHeaders, body: string, byteCount: number) =>
 *   { notification: number, reason: string | null }} notification is -1 with a reason to refuse it
 */
export function notificationReader(log) {
  /** @type {Map<string, { notification: number, reason: string | null }>} */
  const known = new Map();

  return (headers, body, byteCount) => {
    const type = headers["apns-push-type"];
    const topic = headers["apns-topic"];
    const priority = headers["apns-priority"];
    const expiration = headers["apns-expiration"];
    const collapseId = headers["apns-collapse-id"];
    const name = `${topic}\n${type}\n${priority}\n${expiration}\n${collapseId}\n${body}`;
    const found = known.get(name);
    if (found !== undefined) return found;

    const read = readPayload(body, byteCount, String(type));
    const result = "reason" in read ? { notification: -1, reason: read.reason } : {
      notification: log.intern({
        announcement: typeof read.payload.announcement === "string" ? read.payload.announcement : null,
        component: typeof read.payload.component === "string" ? read.payload.component : null,
        build: typeof read.payload.build === "number" ? read.payload.build : null,
        collapse_id: textOrNull(collapseId),
        topic: String(topic),
        push_type: String(type),
        priority: textOrNull(priority),
        expiration: textOrNull(expiration),
        payload: read.payload,
      }),
      reason: null,
    };
    if (known.size >= 10_000) known.clear();
    known.set(name, result);
    return result;
  };
}

/** @param {string | string[] | undefined} value */
function textOrNull(value) {
  return typeof value === "string" ? value : null;
}
