import { expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { deviceToken, provider } from "./provider.ts";

test("never answers, and frees the stream when the provider gives up", async () => {
  const { push, set, totals, apns, jwt } = await provider();
  await push();
  await set({ rules: [{ action: "hang", next: 1 }] });
  const client = Deno.createHttpClient({ caCerts: [apns.caCert], http2: true, http1: false });
  const abort = new AbortController();
  const answer = fetch(`${apns.productionUrl}/3/device/${deviceToken(2)}`, {
    method: "POST",
    headers: { authorization: `bearer ${jwt}`, "apns-topic": "com.example.app", "apns-push-type": "alert" },
    body: JSON.stringify({ aps: { alert: "x" } }),
    client,
    signal: abort.signal,
  });
  await until("a request is lost", async () => (await totals()).lost === 1);
  abort.abort();
  await expect(answer).rejects.toThrow();
  client.close();
  expect((await totals()).distinct_tokens_accepted).toBe(1);
});

test("resets before processing: nothing is recorded", async () => {
  const { push, set, totals, control } = await provider();
  await push();
  // Deno's fetch repeats a refused stream by itself, hence more than one.
  await set({ rules: [{ action: "reset", tokens: [deviceToken(2)] }] });
  await expect(push({ token: deviceToken(2) })).rejects.toThrow();
  expect((await totals()).lost).toBeGreaterThan(0);
  expect((await control("GET", `/token/${deviceToken(2)}`)).body.notifications).toEqual([]);
});

test("resets after processing: the device got it, and the provider does not know", async () => {
  const { push, set, totals, control } = await provider();
  await push();
  await set({ rules: [{ action: "reset", processed: true, next: 1 }] });
  await expect(push({ token: deviceToken(2) })).rejects.toThrow();
  const { notifications } = (await control("GET", `/token/${deviceToken(2)}`)).body;
  expect(notifications).toMatchObject([{ status: 200, answered: false, build: 131 }]);
  expect(await totals()).toMatchObject({ accepted: 2, lost: 1, distinct_tokens_accepted: 2 });
});

test("answers late", async () => {
  const { push, set, totals } = await provider();
  await set({ delay_ms: 400 });
  const before = performance.now();
  const answer = push();
  await until("a request arrives", async () => (await totals()).requests === 1);
  expect((await answer).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(350);
});

test("refuses connections to one host, cuts open ones, and takes new ones again", async () => {
  const { apns, push, set, control, totals } = await provider();
  await push();
  await set({ refuse_connections: "production" });
  expect((await push()).status).toBe(200); // the open connection stays
  expect((await control("POST", "/disconnect", { environment: "production" })).body.connections).toBe(1);
  await until(
    "the connection ends",
    async () => (await control("GET")).body.open_connections.production === 0,
  );
  await expect(push()).rejects.toThrow();
  expect((await totals()).connections_refused).toBeGreaterThan(0);
  expect((await push({ base: apns.sandboxUrl })).status).toBe(200);
  await set({ refuse_connections: "none" });
  expect((await push()).status).toBe(200);
});
