import { afterAll, beforeEach, expect, test } from "vitest";
import { statusOfReason } from "../../../../scripts/stack/apns/server/reasons.mjs";
import { deviceToken, startProvider } from "./provider.ts";

const { apns, push, set, control, totals, stop } = await startProvider();
afterAll(stop);
beforeEach(() => control("DELETE"));

const statusOf = async (number: number, base?: string) =>
  (await push({ token: deviceToken(number), base })).status;

test.each(Object.entries(statusOfReason))("answers %s with %i, once", async (reason, status) => {
  await set({ rules: [{ reason, next: 1 }] });
  const answer = await push();
  expect([answer.status, answer.reason]).toEqual([status, reason]);
  expect(answer.timestamp).toEqual(status === 410 ? expect.any(Number) : null);
  expect((await push()).status).toBe(200);
});

test("answers a reason that Apple has not invented yet", async () => {
  await set({ rules: [{ reason: "TooSunny", status: 418 }] });
  const answer = await push();
  expect([answer.status, answer.reason]).toEqual([418, "TooSunny"]);
});

test("sends the given timestamp of a 410, else the time on its clock, in milliseconds", async () => {
  await set({
    rules: [{ reason: "Unregistered", timestamp_ms: 1_700_000_000_123, tokens: [deviceToken(1)] }],
  });
  expect((await push()).timestamp).toBe(1_700_000_000_123);
  await set({ rules: [{ reason: "ExpiredToken" }], clock_offset_s: 30 });
  const { timestamp } = await push();
  expect(Math.abs((timestamp ?? 0) - Date.now() - 30_000)).toBeLessThan(5000);
});

test("limits a rule to tokens, to a host and to a number of requests", async () => {
  await set({
    rules: [
      { reason: "Unregistered", tokens: [deviceToken(1)], next: 1 },
      { reason: "Shutdown", environment: "sandbox" },
    ],
  });
  expect(await statusOf(2)).toBe(200);
  expect(await statusOf(1)).toBe(410);
  expect(await statusOf(1)).toBe(200);
  expect(await statusOf(1, apns.sandboxUrl)).toBe(503);
  await set({ delay_ms: 1 });
  expect(await statusOf(1)).toBe(200);
  expect((await control("GET")).body.settings.rules[0].next).toBe(0);
});

test("a share of the requests is drawn from the seed, so that a run can be repeated", async () => {
  const draw = async (seed: number) => {
    await set({ seed, rules: [{ reason: "InternalServerError", share: 0.3 }] });
    const statuses = [];
    for (let number = 0; number < 60; number++) statuses.push(await statusOf(number));
    return statuses;
  };
  const first = await draw(1);
  expect(await draw(1)).toEqual(first);
  expect(await draw(2)).not.toEqual(first);
  const failed = first.filter((status) => status === 500).length;
  expect(failed).toBeGreaterThan(6);
  expect(failed).toBeLessThan(32);
});

test("a share of the tokens stays the same tokens", async () => {
  await set({ rules: [{ reason: "BadDeviceToken", token_share: 0.25 }] });
  const draw = () => Promise.all(Array.from({ length: 200 }, (_, number) => statusOf(number)));
  await push(); // one valid answer first: until then there is a single stream
  const first = await draw();
  expect(await draw()).toEqual(first);
  const failed = first.filter((status) => status === 400).length;
  expect(failed).toBeGreaterThan(25);
  expect(failed).toBeLessThan(75);
});

test("knows a token's environment by a table or by a prefix", async () => {
  const token = deviceToken(7);
  await set({ token_environments: { [token]: "sandbox" } });
  expect((await push({ token })).reason).toBe("BadDeviceToken");
  expect((await push({ token, base: apns.sandboxUrl })).status).toBe(200);
  await set({ token_environments: {}, sandbox_prefix: "5a" });
  expect((await push({ token: "5a01" })).reason).toBe("BadDeviceToken");
  expect((await push({ token, base: apns.sandboxUrl })).reason).toBe("BadDeviceToken");
  expect((await push({ token: "5a01", base: apns.sandboxUrl })).status).toBe(200);
});

test("knows the app that a token belongs to", async () => {
  await set({ topics: null, token_topics: { [deviceToken(1)]: "com.example.other" } });
  expect((await push()).reason).toBe("DeviceTokenNotForTopic");
  expect((await push({ headers: { "apns-topic": "com.example.other" } })).status).toBe(200);
});

test("strictness comes before rules", async () => {
  await set({ rules: [{ reason: "Unregistered", next: 1 }] });
  expect((await push({ headers: { "apns-topic": null } })).reason).toBe("MissingTopic");
  expect((await totals()).by_reason).toEqual({ MissingTopic: 1 });
  expect(await statusOf(1)).toBe(410);
});
