// RFC 9113: what a server still says on streams that are over for us, and how it says goodbye.
import { expect, test } from "vitest";
import { NotProcessed } from "../../../../functions/_shared/http2/client.ts";
import { answer, type Case, twoRequests } from "../../support/rfc-cases.ts";
import { added, data, goAway, head, ok, openHead, settings, status, u32 } from "../../support/wire.ts";

/** A reply that no client may take: we answer it with RST_STREAM. */
const malformed = openHead(1, status("20"));
/** Adds `:status: 201` to the table, where the next block finds it by its number. */
const adding = [...ok, ...added(":status", "201")];
const added201 = [0xbe];

test("5.4.2 and 4.3: HEADERS after our RST_STREAM still change the table of all streams", async () => {
  const { peer, ended } = await twoRequests();
  await peer.says(settings(), malformed, head(1, adding), head(3, added201));
  expect(ended).toEqual(["in doubt", 201]);
  peer.connection.close();
});

test("5.1 and 6.9: DATA after our RST_STREAM counts for the connection, and its stream gets nothing back", async () => {
  const { peer, ended } = await twoRequests();
  const padded = data(1, [255, ...new Array(8_191).fill(0)], 8);
  await peer.says(settings(), malformed, padded, padded, head(3, ok));
  expect(peer.frames.filter(({ type }) => type === 8)).toEqual([
    { type: 8, flags: 0, stream: 0, payload: u32(16_384) },
  ]);
  expect(ended).toEqual(["in doubt", 200]);
  peer.connection.close();
});

test("5.4.2 and 6.4: whatever comes after our RST_STREAM, there is no second one", async () => {
  const { peer, ended } = await twoRequests();
  await peer.says(settings(), malformed, malformed, data(1, [65]), head(1, status("500")), head(3, ok));
  expect(peer.frames.filter(({ type }) => type === 3)).toEqual([
    { type: 3, flags: 0, stream: 1, payload: u32(1) },
  ]);
  expect(ended).toEqual(["in doubt", 200]);
  expect([peer.isClosed, peer.connection.fault]).toEqual([false, null]);
  peer.connection.close();
});

test("6.8 and 4.3: HEADERS on a stream that GOAWAY took away still change the table of all streams", async () => {
  const { peer, ended } = await twoRequests();
  await peer.says(settings(), goAway(1), head(3, adding), head(1, added201));
  expect(ended).toEqual([201, "not processed"]);
  expect(peer.isClosed).toBe(false);
  peer.connection.close();
});

test.each<Case>([
  ["a second GOAWAY with a higher last stream revives nobody", goAway(1), goAway(3)],
  ["the reserved bit of its last stream does not count", goAway(0x8000_0001)],
])("6.8 %s", async (_, ...said) => {
  const { peer, ended } = await twoRequests();
  await peer.says(settings(), ...said, head(3, ok));
  expect(ended).toEqual(["waits", "not processed"]);
  await peer.says(head(1, ok));
  expect(ended).toEqual([200, "not processed"]);
  expect([peer.isClosed, peer.connection.fault]).toEqual([false, null]);
  peer.connection.close();
});

test("6.8 no new streams after GOAWAY", async () => {
  const { peer } = await twoRequests();
  await peer.says(settings(), goAway(3));
  expect([peer.connection.isClosing, peer.connection.room]).toEqual([true, 0]);
  await expect(peer.post("/3/device/x", {}, "{}")).rejects.toBeInstanceOf(NotProcessed);
  expect(peer.frames.filter(({ type }) => type === 1).map(({ stream }) => stream)).toEqual([1, 3]);
  peer.connection.close();
});

answer(200, [
  ["7 and 5.5: GOAWAY with an error that nobody knows", settings(), goAway(3, 0x1234), head(1, ok)],
]);

test("7 and 5.5: an error of GOAWAY that nobody knows is named by its number", async () => {
  const { peer } = await twoRequests();
  await peer.says(settings(), goAway(3, 0x1234));
  expect(peer.connection.fault).toBe("goaway error_4660");
  peer.connection.close();
});

test("5.1.1: the numbers of streams run out: what has one is answered, and no more begins", async () => {
  const { peer, ended } = await twoRequests(0x7fff_ffed);
  expect([peer.connection.isClosing, peer.connection.room]).toEqual([true, 0]);
  await expect(peer.post("/3/device/x", {}, "{}")).rejects.toBeInstanceOf(NotProcessed);
  await peer.says(settings(), head(0x7fff_ffef, status("201")), head(0x7fff_ffed, ok));
  expect(ended).toEqual([200, 201]);
  expect(peer.connection.fault).toBe(null);
  peer.connection.close();
});
