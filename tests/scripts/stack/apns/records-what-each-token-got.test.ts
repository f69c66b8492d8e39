import { afterAll, beforeEach, expect, test } from "vitest";
import { announcement, deviceToken, payload, startProvider } from "./provider.ts";

const { apns, push, set, control, totals, stop } = await startProvider();
afterAll(stop);
beforeEach(() => control("DELETE"));

const again = "0b7f5a44-8a8e-4e0e-9a55-4c1f7c1c0a52";
const body = (name: string, build: number) => JSON.stringify({ ...payload, announcement: name, build });

test("per token, in order, with headers and payload", async () => {
  await set({ rules: [{ reason: "TooManyRequests", next: 1 }] });
  await push();
  await push();
  await push({ base: apns.sandboxUrl, headers: { "apns-collapse-id": null } });
  const { notifications } = (await control("GET", `/token/${deviceToken(1)}`)).body;
  const same = {
    announcement,
    component: "ios",
    build: 131,
    topic: "com.example.app",
    push_type: "alert",
    payload,
  };
  expect(notifications).toMatchObject([
    { ...same, status: 429, reason: "TooManyRequests", environment: "production", answered: true },
    {
      ...same,
      status: 200,
      reason: null,
      priority: "10",
      expiration: "1800000000",
      collapse_id: "ios-build-available",
    },
    { ...same, status: 200, environment: "sandbox", collapse_id: null },
  ]);
  expect(notifications[0].at_ms).toBeLessThanOrEqual(notifications[1].at_ms);
});

test("distinct tokens and duplicates per announcement", async () => {
  for (const number of [1, 2, 3, 1]) await push({ token: deviceToken(number) });
  await push({ body: body(again, 132) });
  expect(await totals()).toMatchObject({
    requests: 5,
    accepted: 5,
    distinct_tokens_accepted: 3,
    duplicates: 1,
  });
  expect((await control("GET", "/accepted")).body.accepted).toMatchObject([
    { announcement, component: "ios", build: 131, tokens: 3, accepted: 4 },
    { announcement: again, component: "ios", build: 132, tokens: 1, accepted: 1 },
  ]);
});

test("the tokens of an announcement, by pages, and those that had it more than once", async () => {
  for (const number of [1, 2, 3, 1]) await push({ token: deviceToken(number) });
  await push({ token: deviceToken(4), body: body(again, 132) });
  const tokens = async (query: string) => (await control("GET", `/tokens?${query}`)).body;
  expect(await tokens(`announcement=${announcement}&limit=2`)).toEqual({
    total: 3,
    tokens: [{ token: deviceToken(1), accepted: 2 }, { token: deviceToken(2), accepted: 1 }],
  });
  expect((await tokens(`announcement=${announcement}&offset=2`)).tokens).toHaveLength(1);
  expect(await tokens("min=2")).toEqual({ total: 1, tokens: [{ token: deviceToken(1), accepted: 2 }] });
  expect((await tokens("build=132")).total).toBe(1);
});

test("text beyond ASCII survives", async () => {
  await push({ body: JSON.stringify({ aps: { alert: "Größe ✓" } }) });
  const { notifications } = (await control("GET", `/token/${deviceToken(1)}`)).body;
  expect(notifications[0].payload).toEqual({ aps: { alert: "Größe ✓" } });
});

test("forgets everything and behaves as before when reset", async () => {
  await set({ rules: [{ reason: "Shutdown" }], delay_ms: 1, max_concurrent_streams: 5, topics: null });
  await push();
  const { body: report } = await control("DELETE");
  expect(report.totals).toMatchObject({ requests: 0, distinct_tokens_accepted: 0, by_reason: {} });
  expect(report.settings).toMatchObject({
    rules: [],
    delay_ms: 0,
    max_concurrent_streams: 1000,
    topics: ["com.example.app"],
  });
  expect((await control("GET", `/token/${deviceToken(1)}`)).body.notifications).toEqual([]);
  expect((await push()).status).toBe(200);
});
