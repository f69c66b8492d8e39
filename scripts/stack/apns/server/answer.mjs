// @ts-check
import { randomUUID } from "node:crypto";
import { constants } from "node:http2";
import { isMessageId } from "./check-request.mjs";

/**
 * Carries out what was decided about a request.
 * @param {import("node:http2").ServerHttp2Stream} stream
 * @param {import("./settings.mjs").Environment} environment
 * @param {import("node:http2").IncomingHttpHeaders} requested the headers of the request
 * @param {import("./faults.mjs").Outcome} outcome
 */
export function answer(stream, environment, requested, outcome) {
  if (stream.destroyed || stream.closed) return;
  if (outcome.kind === "lost") {
    if (outcome.action === "hang") return;
    // RFC 9113: REFUSED_STREAM promises that the request was not processed.
    stream.close(outcome.isProcessed ? constants.NGHTTP2_INTERNAL_ERROR : constants.NGHTTP2_REFUSED_STREAM);
    return;
  }
  const id = requested["apns-id"];
  /** @type {import("node:http2").OutgoingHttpHeaders} */
  const headers = {
    ":status": outcome.kind === "accepted" ? 200 : outcome.status,
    "apns-id": isMessageId(id) ? id : randomUUID(),
  };
  if (outcome.kind === "accepted") {
    if (environment === "sandbox") headers["apns-unique-id"] = randomUUID();
    stream.respond(headers, { endStream: true });
  } else {
    stream.respond(headers);
    stream.end(JSON.stringify({ reason: outcome.reason, timestamp: outcome.timestampMs }));
  }
}
