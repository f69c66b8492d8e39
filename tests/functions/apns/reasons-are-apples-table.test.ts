import { expect, test } from "vitest";
import { actionFor, readReply, retryAfter } from "../../../functions/_shared/apns/answer.ts";
import { ruleFor, rules } from "../../../functions/_shared/apns/reasons.ts";

function answer(status: number, reason: string, retryAfterS: number | null = null) {
  return { status, reason, timestampMs: null, retryAfterS };
}

/** Apple's table, row by row: what the sender does about each answer. */
const expected: Record<string, string> = {
  "400 BadCollapseId": "stop",
  "400 BadDeviceToken": "other_host",
  "400 BadExpirationDate": "stop",
  "400 BadMessageId": "stop",
  "400 BadPriority": "stop",
  "400 BadTopic": "stop",
  "400 DeviceTokenNotForTopic": "failed",
  "400 DuplicateHeaders": "stop",
  "400 IdleTimeout": "reconnect",
  "400 InvalidPushType": "stop",
  "400 MissingDeviceToken": "failed",
  "400 MissingTopic": "stop",
  "400 PayloadEmpty": "stop",
  "400 TopicDisallowed": "stop",
  "403 BadCertificate": "stop",
  "403 BadCertificateEnvironment": "stop",
  "403 ExpiredProviderToken": "fresh_token",
  "403 Forbidden": "stop",
  "403 InvalidProviderToken": "stop",
  "403 MissingProviderToken": "stop",
  "403 UnrelatedKeyIdInToken": "reconnect",
  "403 BadEnvironmentKeyIdInToken": "stop",
  "403 BadEnvironmentKeyInToken": "stop",
  "404 BadPath": "stop",
  "405 MethodNotAllowed": "stop",
  "410 ExpiredToken": "dead",
  "410 Unregistered": "dead",
  "413 PayloadTooLarge": "stop",
  "429 TooManyProviderTokenUpdates": "pause",
  "429 TooManyRequests": "retry",
  "500 InternalServerError": "retry",
  "503 ServiceUnavailable": "retry",
  "503 Shutdown": "retry",
};

test.each(Object.entries(expected))("%s → %s", (key, action) => {
  const [status = "", reason = ""] = key.split(" ");
  expect(actionFor(answer(Number(status), reason))).toBe(action);
});

test("the table has no other row", () => {
  expect(rules.map((rule) => `${rule.status} ${rule.reason}`).sort()).toEqual(Object.keys(expected).sort());
});

test("only a 410 may deactivate, and only one answer mints a token", () => {
  expect(rules.filter((rule) => rule.deactivate).map((rule) => rule.status)).toEqual([410, 410]);
  expect(rules.filter((rule) => rule.jwt === "mint").map((rule) => rule.reason)).toEqual([
    "ExpiredProviderToken",
  ]);
});

test("what Apple says not to retry is never retried", () => {
  for (
    const reason of [
      "BadDeviceToken",
      "DeviceTokenNotForTopic",
      "Forbidden",
      "ExpiredToken",
      "Unregistered",
      "PayloadTooLarge",
    ]
  ) {
    expect(rules.find((rule) => rule.reason === reason)?.retry).toBe("never");
  }
});

test.each([
  [400, "failed"],
  [403, "stop"],
  [404, "stop"],
  [410, "failed"],
  [418, "stop"],
  [429, "retry"],
  [500, "retry"],
  [599, "retry"],
])("an unknown reason with %i is judged by its class (%s) and deactivates nothing", (status, action) => {
  expect(actionFor(answer(status, "BrandNewReason"))).toBe(action);
  expect(ruleFor(status, "BrandNewReason").deactivate).toBe(false);
  expect(ruleFor(status, "unknown").jwt).toBe("keep");
});

test("a known reason with another status is unknown", () => {
  expect(actionFor(answer(400, "Unregistered"))).toBe("failed");
});

test("5xx waits 15 minutes and some more, 429 as long as Apple says, else SQL chooses", () => {
  expect(retryAfter(answer(503, "ServiceUnavailable"), () => 0)).toBe(900);
  expect(retryAfter(answer(500, "InternalServerError"), () => 0.999)).toBe(1200);
  expect(retryAfter(answer(503, "ServiceUnavailable", 3_600), () => 0)).toBe(3_600);
  expect(retryAfter(answer(429, "TooManyRequests", 7), () => 0)).toBe(7);
  expect(retryAfter(answer(429, "TooManyRequests"), () => 0)).toBe(null);
});

test.each([
  [
    "a timestamp only with 410",
    410,
    '{"reason":"Unregistered","timestamp":1790000000123}',
    "Unregistered",
    1_790_000_000_123,
  ],
  ["no timestamp with 400", 400, '{"reason":"BadDeviceToken","timestamp":5}', "BadDeviceToken", null],
  ["no body", 503, "", "unknown", null],
  ["no JSON", 502, "<html>", "unknown", null],
  ["a reason that is no text", 400, '{"reason":7}', "unknown", null],
  ["an endless reason", 400, JSON.stringify({ reason: "x".repeat(100) }), "unknown", null],
])("reads %s", (_, status, body, reason, timestampMs) => {
  expect(readReply({ status, retryAfter: null, body: body ?? "" })).toEqual({
    status,
    reason,
    timestampMs,
    retryAfterS: null,
  });
});

test.each([
  ["a moment that no clock shows", '{"reason":"Unregistered","timestamp":1.7e18}', {
    reason: "Unregistered",
    timestampMs: null,
  }],
  ["a fraction", '{"reason":"Unregistered","timestamp":1.5}', { reason: "Unregistered", timestampMs: null }],
  ["a moment before all", '{"reason":"Unregistered","timestamp":-1}', {
    reason: "Unregistered",
    timestampMs: null,
  }],
  ["NUL", '{"reason":"Un\\u0000","timestamp":1700000000000}', { reason: "unknown", timestampMs: 1.7e12 }],
  ["half a character", '{"reason":"\\ud800","timestamp":1700000000000}', {
    reason: "unknown",
    timestampMs: 1.7e12,
  }],
  ["a sentence", '{"reason":"See <b>here</b>"}', { reason: "unknown", timestampMs: null }],
  ["no object", "[]", { reason: "unknown", timestampMs: null }],
])("what can't be Apple's is not written down: %s", (_, body, expected) => {
  expect(readReply({ status: 410, retryAfter: "999999999999999", body })).toEqual({
    ...{ status: 410, retryAfterS: 86_400 },
    ...expected,
  });
});
