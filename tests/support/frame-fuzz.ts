import { expect } from "vitest";
import { breathe } from "../functions/support/clock.ts";
import { frame, Peer } from "../functions/support/peer.ts";
import * as wire from "../functions/support/wire.ts";
import type { Random } from "./faults-random.ts";

const requests = 6;
const headers = { authorization: "bearer t", "apns-topic": "com.example.app" };
/** Names and values of which some mean something. */
const names = [
  ":status",
  "retry-after",
  "content-length",
  "server",
  "apns-id",
  "x",
  "Bad",
  ":path",
  "connection",
];
const values = ["200", "400", "410", "103", "0", "7", "", " ", "a\0b", "text", "b".repeat(200)];

/** One conversation of chance with the client: whatever a server says, each request ends once, and the client stays within the rules. */
export async function converse(random: Random): Promise<void> {
  const peer = new Peer();
  peer.hasGreeted = random.next() < 0.05; // without SETTINGS at the beginning
  const ends = new Array<number>(requests).fill(0);
  for (let at = 0; at < requests; at++) {
    const count = () => void ends[at]++;
    peer.connection.post(`/3/device/${at}`, headers, "{}", { replied: count, failed: count });
  }
  const said = Array.from({ length: random.between(1, 30) }, () => damaged(random, someFrame(random)));
  await peer.says(...cut(random, said.flat()));
  peer.now += 1_000;
  await peer.hangsUp();
  await breathe();
  expect(ends, "each request ends once").toEqual(new Array(requests).fill(1));
  judge(peer);
}

function someFrame(random: Random): number[] {
  const stream = random.one([0, 1, 3, 5, 7, 9, 11, 2, 13, 101]);
  const field = random.next() < 0.5 ? wire.field : wire.added;
  const block = [
    ...random.one([[0x88], [0x8c], [0x20], [0x3f, 0xe1, 0x1f], [0xbe], [], wire.status("410")]),
    ...Array.from({ length: random.between(0, 3) }, () => field(random.one(names), random.one(values)))
      .flat(),
  ];
  const bytes = Array.from({ length: random.between(0, 40) }, () => random.between(0, 255));
  return random.one([
    () => wire.head(stream, block),
    () => wire.openHead(stream, block),
    () => wire.head(stream, block, random.between(0, 255)),
    () => frame(9, random.one([0, 4]), stream, block),
    () => wire.data(stream, bytes, random.one([0, 1, 8, 9])),
    () =>
      wire.settings([
        random.between(0, 9),
        random.one([0, 1, 100, 4_096, 16_384, 65_535, 0x7fff_ffff, 0xffff_ffff]),
      ]),
    () => wire.settingsAck,
    () => wire.ping(),
    () => wire.goAway(random.between(0, 12), random.one([0, 2, 11])),
    () => wire.windowUpdate(stream, random.one([0, 1, 1_000, 0x7fff_ffff])),
    () => wire.reset(stream, random.between(0, 14)),
    () => frame(random.between(0, 255), random.between(0, 255), stream, bytes),
  ])();
}

/** Now and then a byte is another, a part is missing, or comes twice. */
function damaged(random: Random, bytes: number[]): number[] {
  const at = random.between(0, bytes.length - 1);
  const chance = random.next();
  if (chance < 0.1) return bytes.with(at, random.between(0, 255));
  if (chance < 0.15) return bytes.slice(0, at);
  if (chance < 0.2) return [...bytes, ...bytes];
  return bytes;
}

/** The same bytes in pieces, as a network may bring them. */
function cut(random: Random, bytes: number[]): number[][] {
  const pieces: number[][] = [];
  for (let at = 0; at < bytes.length;) {
    const length = random.next() < 0.2 ? 1 : random.between(1, 400);
    pieces.push(bytes.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** What the client has said: whole frames of the types that a client may send, and a GOAWAY only as its last word. */
function judge({ frames, heard, connection }: Peer): void {
  const allowed = new Set([0, 1, 3, 4, 6, 7, 8]);
  expect(frames.filter(({ type }) => !allowed.has(type))).toEqual([]);
  const bytes = frames.reduce((sum, { payload }) => sum + 9 + payload.length, 24);
  expect(bytes, "only whole frames").toBe(heard.length);
  const goodbyes = frames.filter(({ type }) => type === 7);
  if (goodbyes.length > 0) {
    expect([goodbyes.length, frames.at(-1)?.type, connection.isClosing]).toEqual([1, 7, true]);
  }
}
