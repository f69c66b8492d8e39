import { type ClientHttp2Session, connect } from "node:http2";
import { expect, onTestFinished, test } from "vitest";
import { until } from "../../../support/until.ts";
import { deviceToken, payload, provider, topic } from "./provider.ts";

type Provider = Awaited<ReturnType<typeof provider>>;

function open({ apns }: Provider): ClientHttp2Session {
  const session = connect(apns.productionUrl, { ca: apns.caCert });
  session.on("error", () => {});
  onTestFinished(() => session.destroy());
  return session;
}

/** The status of a push; rejects when the stream or the connection breaks. */
function send(
  session: ClientHttp2Session,
  jwt: string,
  number: number,
  headers: Record<string, string | string[]> = {},
) {
  return new Promise<number>((resolve, reject) => {
    const stream = session.request({
      ":method": "POST",
      ":path": `/3/device/${deviceToken(number)}`,
      authorization: `bearer ${jwt}`,
      "apns-topic": topic,
      "apns-push-type": "alert",
      ...headers,
    });
    stream.on("response", (answer) => resolve(Number(answer[":status"])));
    stream.on("error", reject);
    stream.on("close", () => reject(new Error("closed")));
    stream.resume();
    stream.end(JSON.stringify(payload));
  });
}

test("allows one stream until a request with a valid token is answered", async () => {
  const started = await provider();
  const session = open(started);
  await until("the limit is 1", () => session.remoteSettings?.maxConcurrentStreams === 1);
  expect(await send(session, "no-token", 1)).toBe(403);
  expect(session.remoteSettings.maxConcurrentStreams).toBe(1);
  expect(await send(session, started.jwt, 1, { "apns-topic": "com.example.other" })).toBe(400);
  await until("the limit is 1000", () => session.remoteSettings.maxConcurrentStreams === 1000);
});

test("changes the limit of streams of open connections", async () => {
  const started = await provider();
  const session = open(started);
  await send(session, started.jwt, 1);
  await started.set({ max_concurrent_streams: 7 });
  await until("the limit is 7", () => session.remoteSettings.maxConcurrentStreams === 7);
});

test("refuses repeated headers", async () => {
  const started = await provider();
  expect(await send(open(started), started.jwt, 1, { "apns-collapse-id": ["a", "b"] })).toBe(400);
  expect((await started.totals()).by_reason).toEqual({ DuplicateHeaders: 1 });
});

test("says GOAWAY with a reason on demand", async () => {
  const started = await provider();
  const session = open(started);
  await send(session, started.jwt, 1);
  const said = new Promise<string>((resolve) => {
    session.on("goaway", (_code, _lastId, data) => resolve(new TextDecoder().decode(data)));
  });
  expect((await started.control("POST", "/goaway", { mode: "graceful" })).body).toEqual({ connections: 1 });
  expect(JSON.parse(await said)).toEqual({ reason: "Shutdown" });
});

test("a graceful GOAWAY answers all that it processed", async () => {
  const started = await provider();
  await started.push();
  await started.set({ goaway: { every: 20, mode: "graceful" }, delay_ms: 20 });
  const results = await Promise.allSettled(
    Array.from({ length: 200 }, (_, number) => started.push({ token: deviceToken(number + 2) })),
  );
  const answered = results.filter(({ status }) => status === "fulfilled").length;
  const totals = await started.totals();
  expect(totals.goaways).toBeGreaterThan(0);
  expect([totals.accepted, totals.duplicates]).toEqual([answered + 1, 0]);
});

test("an abrupt GOAWAY processes some without an answer", async () => {
  const started = await provider();
  await started.push();
  await started.set({ goaway: { every: 50, mode: "abrupt" }, delay_ms: 50 });
  const results = await Promise.allSettled(
    Array.from({ length: 49 }, (_, number) => started.push({ token: deviceToken(number + 2) })),
  );
  const answered = results.filter(({ status }) => status === "fulfilled").length;
  const totals = await started.totals();
  expect(totals.goaways).toBe(1);
  expect(totals.accepted).toBeGreaterThan(answered + 1);
});
