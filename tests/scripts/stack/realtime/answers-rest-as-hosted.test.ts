import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { keys, moved, serveRealtime } from "./serve-realtime.ts";

let realtime: Awaited<ReturnType<typeof serveRealtime>>;
beforeAll(async () => realtime = await serveRealtime());
afterEach(() => realtime.reset());
afterAll(() => realtime.stop());

const body = moved("ios:build", 131);

test.each([
  ["no key", {}],
  ["a foreign key", { apikey: "sb_secret_of_somebody_else" }],
])("%s is answered 401 and sends nothing", async (_, headers) => {
  const answer = await realtime.send(body, headers);
  expect([answer.status, await answer.json()]).toEqual([401, { message: "Unauthorized" }]);
  expect((await realtime.state()).broadcasts).toEqual([]);
});

test("a key as bearer token works as well", async () => {
  expect((await realtime.send(body, { authorization: `Bearer ${keys.secret}` })).status).toBe(202);
});

test.each([
  ["no JSON", "{"],
  ["no messages", "{}"],
  ["a message without topic", { messages: [{ event: "e", payload: {} }] }],
  ["an empty topic", { messages: [{ topic: "", event: "e", payload: {} }] }],
  ["a payload that is no object", { messages: [{ topic: "t", event: "e", payload: "p" }] }],
  ["a payload over 3 MB", { messages: [{ topic: "t", event: "e", payload: { p: "x".repeat(3_000_001) } }] }],
])("%s is answered 422 with errors", async (_, invalid) => {
  const answer = await realtime.send(invalid);
  expect([answer.status, Object.keys(await answer.json())]).toEqual([422, ["errors"]]);
});

test("another content type is answered 415, at both endpoints", async () => {
  const headers = { apikey: keys.secret, "content-type": "text/plain" };
  expect((await realtime.send(body, headers)).status).toBe(415);
  const url = `${realtime.url}/realtime/v1/api/broadcast/t/events/e`;
  expect((await fetch(url, { method: "POST", headers, body: "{}" })).status).toBe(415);
});

test("the next N calls are refused with the status that was asked for, then all is well", async () => {
  await realtime.set({ rest_status: 503, rest_refusals: 2 });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await realtime.send(body)).status);
  expect(statuses).toEqual([503, 503, 202]);
  expect((await realtime.state()).counts.rest).toEqual({ 202: 1, 503: 2 });
});

test("more events than the limit are answered 429", async () => {
  await realtime.set({ events_per_second: 2 });
  expect((await realtime.send({ messages: Array(3).fill(body.messages[0]) })).status).toBe(429);
  const ok = await realtime.send(body);
  expect([ok.status, ok.headers.get("x-rate-limit")]).toEqual([202, "2"]);
});

test("any page may call it", async () => {
  const url = `${realtime.url}/realtime/v1/api/broadcast`;
  const preflight = await fetch(url, { method: "OPTIONS" });
  const answer = await realtime.send(body);
  expect([preflight, answer].map(({ headers }) => headers.get("access-control-allow-origin"))).toEqual([
    "*",
    "*",
  ]);
});

test("a setting that does not exist is named with 422", async () => {
  await expect(realtime.set({ rest_statuss: 1, delay_ms: "x" })).rejects.toThrow(
    /settings_invalid.*delay_ms.*rest_statuss/,
  );
});
