import { expect, test } from "vitest";
import type { ByteStream } from "../../../functions/_shared/runtime.ts";
import { NotProcessed } from "../../../functions/_shared/http2/client.ts";
import { breathe } from "../support/clock.ts";
import { frame, Peer } from "../support/peer.ts";
import { field, goAway, head, ok, ping, settings, u32, windowUpdate } from "../support/wire.ts";

const headers = { authorization: "bearer t" };

test("closing before a connection has opened aborts the handshake, and leaves no request in doubt", async () => {
  let isAborted = false;
  const peer = new Peer((signal) => {
    signal.addEventListener("abort", () => isAborted = true);
    return new Promise<ByteStream>(() => {});
  });
  const reply = peer.post("/3/device/a", headers, "{}");
  peer.connection.close();
  expect(isAborted).toBe(true);
  await expect(reply).rejects.toBeInstanceOf(NotProcessed);
});

test("a connection that opens after it was closed is closed at once", async () => {
  const opening = Promise.withResolvers<ByteStream>();
  const peer = new Peer(() => opening.promise);
  peer.connection.close();
  let isClosed = false;
  const never = () => new Promise<never>(() => {});
  opening.resolve({ read: never, write: never, close: () => void (isClosed = true) });
  await breathe();
  expect(isClosed).toBe(true);
});

test("a peer that reads nothing and asks for answers is left, and requests that it has are in doubt", async () => {
  const peer = new Peer();
  await peer.says(settings([3, 1_000_000]), windowUpdate(0, 1_000_000_000));
  peer.isReading = false;
  let inDoubt = 0;
  const receiver = {
    replied: () => {},
    failed: (error: unknown) => void (inDoubt += error instanceof NotProcessed ? 0 : 1),
  };
  let count = 0;
  for (const _ of ["what the system has, but has not sent", "what waits for it"]) {
    for (; peer.connection.room > 0; count++) peer.connection.post("/3/device/a", headers, "{}", receiver);
    await breathe();
  }
  // Fewer frames than a peer may send, but more answers than we keep for one that takes none.
  for (let turn = 0; turn < 9; turn++) await peer.says(new Array(500).fill(ping()).flat());
  expect([peer.connection.fault, inDoubt]).toEqual(["enhance_your_calm", count]);
  expect(peer.isClosed).toBe(true);
});

test("replies and time give a peer back what it may send beside them", async () => {
  const peer = new Peer();
  const quiet = new Array(900).fill(frame(99, 0, 0)).flat();
  for (let turn = 0; turn < 11; turn++) await peer.says(quiet);
  expect(peer.connection.isClosing).toBe(false);
  peer.now += 60_000;
  for (let turn = 0; turn < 6; turn++) await peer.says(quiet);
  expect(peer.connection.isClosing).toBe(false);
  for (let turn = 0; turn < 2; turn++) await peer.says(quiet);
  expect(peer.connection.fault).toBe("enhance_your_calm");
});

test("heads of 8 kB cost nothing once they have answered: a server may send as many as we ask for", async () => {
  const peer = new Peer();
  const large = head(1, [...ok, ...field("content-security-policy", "x".repeat(8_000))]);
  let answered = 0;
  const receiver = { replied: () => void answered++, failed: () => {} };
  for (let stream = 1; stream < 10_000;) {
    const heads: number[][] = [];
    for (; heads.length < 100; stream += 2) {
      peer.connection.post("/3/device/a", headers, "{}", receiver);
      heads.push(large.toSpliced(5, 4, ...u32(stream)));
    }
    await peer.says(...heads);
  }
  expect([peer.connection.fault, answered]).toEqual([null, 5_000]);
  peer.connection.close();
});

test("a goodbye with an error is a fault, a plain one is none", async () => {
  const [plain, angry] = [new Peer(), new Peer()];
  await plain.says(goAway(0));
  await angry.says(goAway(0, 11));
  expect([plain.connection.isClosing, plain.connection.fault]).toEqual([true, null]);
  expect([angry.connection.isClosing, angry.connection.fault]).toEqual([true, "goaway enhance_your_calm"]);
  plain.connection.close();
  angry.connection.close();
});
