import { expect, test } from "vitest";
import { NotProcessed } from "../../../functions/_shared/http2/client.ts";
import { breathe } from "../support/clock.ts";
import { frame, Peer } from "../support/peer.ts";

const headers = { authorization: "bearer t", "apns-topic": "com.example.app" };
const body = JSON.stringify({ aps: {} });
const ok = (stream: number) => frame(1, 5, stream, [0x88]);
const u32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
const settings = (...pairs: [number, number][]) =>
  frame(4, 0, 0, pairs.flatMap(([name, value]) => [name >> 8, name & 255, ...u32(value)]));
const goAway = (last: number, code: number) => frame(7, 0, 0, [...u32(last), ...u32(code)]);

/** `count` requests on their way, and how each ended. */
async function requests(peer: Peer, count: number) {
  const ended: (number | string)[] = [];
  for (let at = 0; at < count; at++) {
    peer.post(`/3/device/${at}`, headers, body).then(
      ({ status }) => ended[at] = status,
      (error) => ended[at] = error instanceof NotProcessed ? "not processed" : "unknown",
    );
  }
  await breathe();
  return ended;
}

test("begins with the preface and SETTINGS without a table and without pushes", async () => {
  const peer = new Peer();
  await breathe();
  expect(new TextDecoder().decode(Uint8Array.from(peer.heard.slice(0, 24)))).toBe(
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  );
  expect(peer.frames[0]).toEqual({
    type: 4,
    flags: 0,
    stream: 0,
    payload: [0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0],
  });
});

test("a request is HEADERS and DATA on the next odd stream; replies come in any order", async () => {
  const peer = new Peer();
  const ended = await requests(peer, 3);
  const sent = peer.frames.slice(1);
  expect(sent.map(({ type, flags, stream }) => [type, flags, stream])).toEqual([
    [1, 4, 1],
    [0, 1, 1],
    [1, 4, 3],
    [0, 1, 3],
    [1, 4, 5],
    [0, 1, 5],
  ]);
  expect(new TextDecoder().decode(Uint8Array.from(sent[1]?.payload ?? []))).toBe(body);
  await peer.says(ok(5), ok(1), ok(3));
  expect(ended).toEqual([200, 200, 200]);
});

test("a refusal's body and retry-after are read, over several frames, padded, in pieces of one byte", async () => {
  const peer = new Peer();
  const reply = peer.post("/3/device/a", headers, body);
  const text = [...new TextEncoder().encode('{"reason":"TooManyRequests"}')];
  const bytes = [
    ...frame(1, 0x24, 1, [0, 0, 0, 0, 9, 0x48, 3, 52, 50, 57]), // priority; status 429
    ...frame(0, 8, 1, [2, ...text.slice(0, 10), 0, 0]), // padded
    ...frame(0, 0, 1, text.slice(10)),
    ...frame(1, 5, 1, [0x0f, 38, 1, 55]), // trailers
  ];
  await peer.says(...bytes.map((byte) => [byte]));
  expect(await reply).toEqual({ status: 429, retryAfter: null, body: '{"reason":"TooManyRequests"}' });
});

test("a head that goes on in CONTINUATION frames, after a 100", async () => {
  const peer = new Peer();
  const reply = peer.post("/3/device/a", headers, body);
  await peer.says(
    frame(1, 4, 1, [0x08, 3, 49, 48, 48]),
    frame(1, 1, 1, [0x48, 3, 53]),
    frame(9, 0, 1, [48]),
    frame(9, 4, 1, [51, 0x0f, 38, 2, 51, 48]),
  );
  expect(await reply).toEqual({ status: 503, retryAfter: "30", body: "" });
});

test("room is what SETTINGS allow, follows them down and up, and says when there is some again", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 2]));
  expect(peer.connection.room).toBe(2);
  const ended = await requests(peer, 2);
  expect(peer.connection.room).toBe(0);
  await peer.says(settings([3, 1]));
  expect([peer.connection.room, peer.roomCalls]).toEqual([0, 0]);
  await peer.says(settings([3, 1_000]));
  expect([peer.connection.room, peer.roomCalls]).toEqual([998, 1]);
  await peer.says(ok(1), ok(3));
  expect([ended, peer.connection.room]).toEqual([[200, 200], 1_000]);
  expect(peer.frames.filter(({ type, flags }) => type === 4 && flags === 1)).toHaveLength(3);
});

test("nothing starts beyond the peer's window, and a window of streams too small for a body has no room", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1_000]));
  const long = "x".repeat(4_000);
  let count = 0;
  for (; peer.connection.room > 0; count++) {
    peer.post("/3/device/a", headers, long).catch(() => {});
  }
  expect(count).toBe(16); // 65,535 / 4,000, and no less than a longest body left
  await peer.says(frame(8, 0, 0, u32(8_000)));
  expect(peer.connection.room).toBeGreaterThan(0);
  expect(peer.roomCalls).toBe(1);
  await peer.says(settings([4, 1_000]));
  expect(peer.connection.room).toBe(0);
  peer.connection.close();
});

test("a peer that takes nothing leaves no room, and its memory is bounded", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1_000_000]), frame(8, 0, 0, u32(1_000_000_000)));
  peer.isReading = false;
  let count = 0;
  for (; peer.connection.room > 0; count++) {
    peer.post("/3/device/a", headers, body).catch(() => {});
  }
  expect(count).toBeLessThan(10_000);
  await peer.goesOnReading();
  for (let turn = 0; turn < 10; turn++) await breathe();
  expect(peer.connection.room).toBeGreaterThan(0);
  peer.connection.close();
});

test("a peer that takes some bytes at a time gets them all", async () => {
  const peer = new Peer();
  peer.mostWritten = 7;
  await requests(peer, 2);
  for (let turn = 0; turn < 100; turn++) await breathe();
  expect(peer.frames.map(({ type }) => type)).toEqual([4, 1, 0, 1, 0]);
  peer.connection.close();
});

test("a refused stream was not processed; after it fewer run at once, and each answer allows one more", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1_000]));
  const ended = await requests(peer, 5);
  await peer.says(frame(3, 0, 9, u32(7)), frame(3, 0, 7, u32(8)));
  expect(ended).toEqual([, , , "unknown", "not processed"]);
  expect(peer.connection.room).toBe(1);
  await peer.says(ok(1));
  expect(peer.connection.room).toBe(3);
  peer.connection.close();
});

test("the word that SETTINGS are known goes out before anything that they allow", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1]));
  await requests(peer, 1);
  const next = peer.connection;
  peer.onRoom = () => next.post("/3/device/x", headers, body, { replied: () => {}, failed: () => {} });
  await peer.says(settings([3, 2]));
  expect(peer.frames.slice(-3).map(({ type, flags }) => [type, flags])).toEqual([[4, 1], [1, 4], [0, 1]]);
  next.close();
});

test("refused streams after SETTINGS have allowed fewer never raise the limit again", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1_000]));
  await requests(peer, 5);
  await peer.says(settings([3, 1]), frame(3, 0, 9, u32(7)));
  await peer.says(ok(1));
  expect(peer.connection.room).toBe(0);
  await peer.says(ok(3), ok(5), ok(7));
  expect(peer.connection.room).toBe(1);
});

test("GOAWAY: what came after the last stream was not processed, the rest is still answered, nothing new starts", async () => {
  const peer = new Peer();
  const ended = await requests(peer, 4);
  await peer.says(goAway(3, 0));
  expect(ended).toEqual([, , "not processed", "not processed"]);
  expect([peer.connection.isClosing, peer.connection.room]).toEqual([true, 0]);
  await expect(peer.post("/3/device/x", headers, body)).rejects.toBeInstanceOf(NotProcessed);
  await peer.says(ok(1));
  await peer.hangsUp();
  expect(ended).toEqual([200, "unknown", "not processed", "not processed"]);
});

test("a connection that breaks leaves every request in doubt; one that never was, none", async () => {
  const peer = new Peer();
  const ended = await requests(peer, 2);
  await peer.hangsUp();
  expect(ended).toEqual(["unknown", "unknown"]);
  expect(peer.connection.isClosing).toBe(true);
  const never = new Peer(() => Promise.reject(new TypeError("refused")));
  expect(await requests(never, 2)).toEqual(["not processed", "not processed"]);
});

test.each([
  ["a frame too long", [0x00, 0x40, 0x01, 0, 0, 0, 0, 0, 1]],
  ["a head of nonsense", frame(1, 5, 1, [0xff])],
])("%s ends the connection", async (_, bytes) => {
  const peer = new Peer();
  const ended = await requests(peer, 1);
  await peer.says(bytes.slice(0, 20_000), bytes.slice(20_000));
  expect(ended).toEqual(["unknown"]);
  expect([peer.isClosed, peer.connection.isClosing]).toEqual([true, true]);
});

// RFC 9113, 8.1.1: a malformed reply is an error of its stream, and an over-long one is nobody else's fault either.
test.each([
  ["a body before its head", frame(0, 0, 1, [65])],
  ["an end without a status", frame(1, 5, 1, [0x08, 3, 49, 48, 48])],
  [
    "an endless body",
    [
      frame(1, 4, 1, [0x8c]),
      ...Array.from({ length: 3 }, () => frame(0, 0, 1, new Array(8_000).fill(65))),
    ].flat(),
  ],
])("%s fails its own request and no other", async (_, bytes) => {
  const peer = new Peer();
  const ended = await requests(peer, 2);
  await peer.says(bytes.slice(0, 20_000), bytes.slice(20_000));
  expect(ended).toEqual(["unknown"]);
  expect(peer.frames.filter(({ type }) => type === 3)).toMatchObject([{ stream: 1 }]);
  await peer.says(ok(3));
  expect(ended).toEqual(["unknown", 200]);
  expect([peer.isClosed, peer.connection.isClosing]).toEqual([false, false]);
  peer.connection.close();
});

test("a PING is answered with its own bytes, and what was received is given back to the window", async () => {
  const peer = new Peer();
  await peer.says(frame(6, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]));
  expect(peer.frames.at(-1)).toEqual({ type: 6, flags: 1, stream: 0, payload: [1, 2, 3, 4, 5, 6, 7, 8] });
  await requests(peer, 3);
  const part = new Array(8_000).fill(65);
  for (const id of [1, 3, 5]) await peer.says(frame(1, 4, id, [0x8c]), frame(0, 0, id, part));
  expect(peer.frames.at(-1)).toEqual({ type: 8, flags: 0, stream: 0, payload: u32(24_000) });
  peer.connection.close();
});

test("closing rejects what is in flight, closes a connection that opens later, and may be repeated", async () => {
  const peer = new Peer();
  const ended = await requests(peer, 1);
  peer.connection.close();
  peer.connection.close();
  await breathe();
  expect([ended, peer.isClosed]).toEqual([["unknown"], true]);
});
