import { afterAll, expect, test } from "vitest";
import { type Change, payload, startProvider } from "./provider.ts";

const { apns, push, stop, totals } = await startProvider();
afterAll(stop);

const json = (value: unknown) => JSON.stringify(value);
const headers = (changed: Record<string, string | null>): Change => ({ headers: changed });
/** A payload of exactly `bytes` bytes, with a letter of two bytes in it. */
const sized = (bytes: number) => {
  const body = json({ ...payload, filler: "ü" });
  return json({ ...payload, filler: "ü" + "x".repeat(bytes - new TextEncoder().encode(body).length) });
};

const refusals: [string, Change, number, string][] = [
  ["a method other than POST", { method: "GET" }, 405, "MethodNotAllowed"],
  ["another path", { path: "/3/devices/00" }, 404, "BadPath"],
  ["a path below the token", { path: "/3/device/00/x" }, 404, "BadPath"],
  ["a query", { path: "/3/device/00?x=1" }, 404, "BadPath"],
  ["a path without a token", { path: "/3/device/" }, 400, "MissingDeviceToken"],
  ["a token in upper case", { token: "AB".repeat(32) }, 400, "BadDeviceToken"],
  ["a token that is not hex", { token: "xy".repeat(32) }, 400, "BadDeviceToken"],
  ["a token of half a byte", { token: "abc" }, 400, "BadDeviceToken"],
  ["no provider token", headers({ authorization: null }), 403, "MissingProviderToken"],
  ["another authorization scheme", headers({ authorization: "Basic eDp5" }), 403, "MissingProviderToken"],
  ["what is no provider token", headers({ authorization: "bearer abc" }), 403, "InvalidProviderToken"],
  ["no topic", headers({ "apns-topic": null }), 400, "MissingTopic"],
  ["a malformed topic", headers({ "apns-topic": "com.example app" }), 400, "BadTopic"],
  ["a topic of another push type", headers({ "apns-push-type": "voip" }), 400, "BadTopic"],
  ["a topic of somebody else", headers({ "apns-topic": "com.example.other" }), 400, "TopicDisallowed"],
  [
    "a topic with a suffix that an alert lacks",
    headers({ "apns-topic": "com.example.app.voip" }),
    400,
    "TopicDisallowed",
  ],
  ["no push type", headers({ "apns-push-type": null }), 400, "InvalidPushType"],
  ["an unknown push type", headers({ "apns-push-type": "shout" }), 400, "InvalidPushType"],
  [
    "an alert that shows nothing",
    { body: json({ aps: { "content-available": 1 } }) },
    400,
    "InvalidPushType",
  ],
  ["an alert without aps", { body: json({ build: 131 }) }, 400, "InvalidPushType"],
  [
    "a background push that shows something",
    headers({ "apns-push-type": "background", "apns-priority": "5" }),
    400,
    "InvalidPushType",
  ],
  [
    "a background push with priority 10",
    { ...headers({ "apns-push-type": "background" }), body: json({ aps: { "content-available": 1 } }) },
    400,
    "BadPriority",
  ],
  ["an unknown priority", headers({ "apns-priority": "7" }), 400, "BadPriority"],
  ["an expiration that is no number", headers({ "apns-expiration": "tomorrow" }), 400, "BadExpirationDate"],
  [
    "an expiration in milliseconds",
    headers({ "apns-expiration": "1800000000000" }),
    400,
    "BadExpirationDate",
  ],
  ["a collapse id of 65 bytes", headers({ "apns-collapse-id": "x".repeat(65) }), 400, "BadCollapseId"],
  ["an id that is no UUID", headers({ "apns-id": "131" }), 400, "BadMessageId"],
  [
    "an id in upper case",
    headers({ "apns-id": "6F1C2C0E-3F1E-4C6B-9C1E-0D7F3F2A1B11" }),
    400,
    "BadMessageId",
  ],
  ["an empty payload", { body: null }, 400, "PayloadEmpty"],
  ["a payload that is no JSON", { body: "build 131" }, 400, "PayloadEmpty"],
  ["a payload that is no object", { body: "[]" }, 400, "PayloadEmpty"],
  ["a payload of 4097 bytes", { body: sized(4097) }, 413, "PayloadTooLarge"],
];

test.each(refusals)("refuses %s", async (_name, change, status, reason) => {
  const before = await totals();
  const answer = await push(change);
  expect([answer.status, answer.reason]).toEqual([status, reason]);
  expect(answer.headers.get("apns-id")).toMatch(/^[0-9a-f-]{36}$/);
  const after = await totals();
  expect(after.accepted).toBe(before.accepted);
  expect(after.by_reason[reason]).toBe((before.by_reason[reason] ?? 0) + 1);
});

const acceptances: [string, Change][] = [
  ["a good push", {}],
  ["a payload of 4096 bytes", { body: sized(4096) }],
  ["a collapse id of 64 bytes", headers({ "apns-collapse-id": "x".repeat(64) })],
  [
    "no priority, expiration and collapse id",
    headers({ "apns-priority": null, "apns-expiration": null, "apns-collapse-id": null }),
  ],
  ["an expiration of 0", headers({ "apns-expiration": "0" })],
  ["a badge alone", { body: json({ aps: { badge: 1 } }) }],
  ["a short token", { token: "ab" }],
  [
    "a background push with priority 5",
    {
      ...headers({ "apns-push-type": "background", "apns-priority": "5" }),
      body: json({ aps: { "content-available": 1 } }),
    },
  ],
];

test.each(acceptances)("accepts %s", async (_name, change) => {
  const { status, reason } = await push(change);
  expect([status, reason]).toEqual([200, null]);
});

test("echoes apns-id, and adds apns-unique-id on the sandbox host only", async () => {
  const id = "0d0a9e9e-52d5-4d0b-8f0c-3a5b6d1e2f3a";
  const production = await push(headers({ "apns-id": id }));
  expect(production.headers.get("apns-id")).toBe(id);
  expect(production.headers.get("apns-unique-id")).toBeNull();
  const sandbox = await push({ base: apns.sandboxUrl });
  expect(sandbox.headers.get("apns-unique-id")).toMatch(/^[0-9a-f-]{36}$/);
});
