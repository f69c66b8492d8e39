import { expect, test } from "vitest";
import { NotProcessed } from "../../../functions/_shared/http2/client.ts";
import { HeaderEncoder } from "../../../functions/_shared/http2/hpack-encoder.ts";
import { breathe } from "../support/clock.ts";
import { Peer } from "../support/peer.ts";
import { TableDecoder } from "../support/table-decoder.ts";
import {
  data,
  head,
  lastData,
  ok,
  openHead,
  ping,
  reset,
  settings,
  u32,
  windowUpdate,
} from "../support/wire.ts";

const headers = { authorization: "bearer t", "apns-topic": "com.example.app" };

/** A peer that has said its SETTINGS, and a way to ask it. */
async function peerWith(...pairs: [number, number][]) {
  const peer = new Peer();
  await peer.says(settings(...pairs));
  const ask = async (body: string, more: Record<string, string> = {}) => {
    const ended: { status: number | string } = { status: "waits" };
    peer.post("/3/device/a", { ...headers, ...more }, body).then(
      ({ status }) => ended.status = status,
      (error) => ended.status = error instanceof NotProcessed ? "not processed" : "in doubt",
    );
    for (let turn = 0; turn < 4; turn++) await breathe();
    return ended;
  };
  const sent = (...types: number[]) =>
    peer.frames.filter(({ type }) => types.includes(type))
      .map(({ type, flags, payload }) => [type, flags, payload.length]);
  return { peer, ask, sent };
}

test("RFC 9113, 6.1: a body longer than a frame goes out in several, and only the last one ends the stream", async () => {
  const { peer, ask, sent } = await peerWith();
  const ended = await ask("x".repeat(40_000));
  expect(sent(0)).toEqual([[0, 0, 16_384], [0, 0, 16_384], [0, 1, 7_232]]);
  await peer.says(head(1, ok));
  expect(ended.status).toBe(200);
  peer.connection.close();
});

test("RFC 9113, 4.2: a peer that takes longer frames gets longer frames", async () => {
  const { peer, ask, sent } = await peerWith([5, 30_000]);
  await ask("x".repeat(40_000));
  expect(sent(0)).toEqual([[0, 0, 30_000], [0, 1, 10_000]]);
  peer.connection.close();
});

test("RFC 9113, 4.3: headers longer than a frame go on in CONTINUATION", async () => {
  const { peer, ask, sent } = await peerWith();
  await ask("{}", { authorization: "y".repeat(40_000) });
  const frames = sent(1, 9);
  expect(frames.map(([type, flags]) => [type, flags])).toEqual([[1, 0], [9, 0], [9, 4]]);
  expect(frames.slice(0, 2).map(([, , length]) => length)).toEqual([16_384, 16_384]);
  peer.connection.close();
});

test("RFC 9113, 8.1: a request without a body ends with its headers", async () => {
  const { peer, ask, sent } = await peerWith();
  await ask("");
  expect(sent(0, 1).map(([type, flags]) => [type, flags])).toEqual([[1, 5]]);
  peer.connection.close();
});

test("a body needs only the room that it has", async () => {
  const { peer, ask } = await peerWith([4, 300]);
  const ended = await ask("x".repeat(300));
  expect(peer.connection.room).toBeGreaterThan(0);
  await peer.says(head(1, ok));
  expect(ended.status).toBe(200);
  peer.connection.close();
});

test("RFC 9113, 6.9.1: a body that the windows do not hold is not sent, and leaves nothing in doubt", async () => {
  const { peer, ask, sent } = await peerWith([4, 300]);
  expect((await ask("x".repeat(301))).status).toBe("not processed");
  expect([peer.connection.room, sent(0, 1)]).toEqual([0, []]);
  await peer.says(settings([4, 65_535]));
  expect(peer.connection.room).toBeGreaterThan(0);
  expect((await ask("x".repeat(65_536))).status).toBe("not processed");
  await peer.says(settings([4, 200_000]), windowUpdate(0, 100_000));
  expect((await ask("x".repeat(65_536))).status).toBe("waits");
  peer.connection.close();
});

test("a window between the lengths of two bodies has room for the shorter one, whichever was asked last", async () => {
  const { peer, ask } = await peerWith([4, 300]);
  const { connection } = peer;
  const rooms = () => [connection.roomFor(300) > 0, connection.roomFor(301)];
  expect(rooms()).toEqual([true, 0]);
  expect((await ask("x".repeat(301))).status).toBe("not processed");
  expect(rooms()).toEqual([true, 0]);
  expect((await ask("x".repeat(300))).status).toBe("waits");
  expect(rooms()).toEqual([true, 0]);
  connection.close();
  expect(connection.roomFor(1)).toBe(0);
});

test("RFC 9113, 6.1 and 5.1: padding counts for the window, and so does what comes for a request that is over", async () => {
  const { peer, ask } = await peerWith();
  await ask("{}");
  await peer.says(
    openHead(1, ok),
    data(1, [100, ...new Array(8_091).fill(65), ...new Array(100).fill(0)], 8),
  );
  await peer.says(reset(1, 8), data(1, new Array(8_192).fill(65)));
  expect(peer.frames.filter(({ type }) => type === 8)).toEqual([
    { type: 8, flags: 0, stream: 0, payload: u32(16_384) },
  ]);
  peer.connection.close();
});

test("RFC 9113, 6.1 and 6.9.1: padding is given back to its stream, which else could not say a short body", async () => {
  const { peer, ask } = await peerWith();
  const ended = await ask("{}");
  const padded = data(1, [255, 65, ...new Array(255).fill(0)], 8);
  await peer.says(openHead(1, ok), ...new Array(129).fill(padded));
  expect(peer.frames.filter(({ type, stream }) => type === 8 && stream === 1)).toEqual([
    { type: 8, flags: 0, stream: 1, payload: u32(64 * 256) },
    { type: 8, flags: 0, stream: 1, payload: u32(64 * 256) },
  ]);
  await peer.says(lastData(1, []));
  expect(ended.status).toBe(200);
  peer.connection.close();
});

test("a peer that waits for what we write gets bodies of any length, and answers beside them", async () => {
  const { peer, ask } = await peerWith([4, 1_000_000]);
  await peer.says(windowUpdate(0, 1_000_000));
  peer.isReading = false;
  const body = "x".repeat(200_000);
  const ended = [await ask(body), await ask(body), await ask(body)];
  await peer.says(ping());
  expect(peer.connection.fault).toBe(null);
  await peer.goesOnReading();
  await peer.says(head(1, ok), head(3, ok), head(5, ok));
  expect(ended.map(({ status }) => status)).toEqual([200, 200, 200]);
  peer.connection.close();
});

test("RFC 9113, 6.5.2: a limit of 0 streams leaves no room", async () => {
  const { peer } = await peerWith([3, 0]);
  expect(peer.connection.room).toBe(0);
  await peer.says(settings([3, 1]));
  expect([peer.connection.room, peer.roomCalls]).toEqual([1, 1]);
  peer.connection.close();
});

test("RFC 9113, 6.5.3: of a setting that comes twice the last value counts", async () => {
  const { peer } = await peerWith([3, 5], [3, 1]);
  expect(peer.connection.room).toBe(1);
  await peer.says(settings([3, 1], [4, 10], [3, 5], [4, 65_535]));
  expect(peer.connection.room).toBe(5);
  peer.connection.close();
});

test.each([
  { pairs: [0], begins: [0x20] },
  { pairs: [0, 4_096], begins: [0x20, 0x3f, 0xe1, 0x1f] },
])(
  "RFC 7541, 4.2: SETTINGS of $pairs on the wire, and the next block begins with the change",
  async ({ pairs, begins }) => {
    const { peer, ask } = await peerWith();
    await ask("{}");
    await peer.says(settings(...pairs.map((size): [number, number] => [1, size])));
    await ask("{}");
    await ask("{}");
    const blocks = peer.frames.filter(({ type }) => type === 1).map(({ payload }) => payload);
    expect(blocks[1]?.slice(0, begins.length + 1)).toEqual([...begins, 0x83]);
    expect([blocks[0]?.[0], blocks[2]?.[0]]).toEqual([0x83, 0x83]);
    peer.connection.close();
  },
);

test.each([
  { sizes: [0, 4_096], told: [0, 4_096] },
  { sizes: [100, 50, 200], told: [50, 200] },
  { sizes: [50, 100, 60], told: [50, 60] },
  { sizes: [300, 200], told: [200] },
  { sizes: [0, 65_536], told: [0, 4_096] },
])("RFC 7541, 4.2: after SETTINGS of $sizes the next block begins with $told", ({ sizes, told }) => {
  const encoder = new HeaderEncoder("api.test");
  const decoder = new TableDecoder();
  const send = (topic: string) =>
    decoder.decode(encoder.encode("/3/device/a", { "apns-topic": topic })).map(({ value }) => value);
  expect(send("one")).toContain("one");
  for (const size of sizes) encoder.resize(size);
  for (const topic of ["one", "two", "one", "two"]) expect(send(topic)).toContain(topic);
  expect(decoder.resized).toEqual(told);
});
