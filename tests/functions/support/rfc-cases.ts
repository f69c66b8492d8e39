import { expect, test } from "vitest";
import { NotProcessed } from "../../../functions/_shared/http2/client.ts";
import { breathe } from "./clock.ts";
import { Peer } from "./peer.ts";
import { head, ok } from "./wire.ts";

/** RFC 9113, 7 */
const codes = {
  PROTOCOL_ERROR: 1,
  FLOW_CONTROL_ERROR: 3,
  STREAM_CLOSED: 5,
  FRAME_SIZE_ERROR: 6,
  CANCEL: 8,
  COMPRESSION_ERROR: 9,
  ENHANCE_YOUR_CALM: 11,
};
type Code = keyof typeof codes;

/** What a server says while the requests on streams 1 and 3 wait: a name that begins with the section, and its frames. */
export type Case = [name: string, ...said: number[][]];

const headers = { authorization: "bearer t", "apns-topic": "com.example.app" };

/** The requests on streams 1 and 3, unless the first is another, and how each has ended. */
export async function twoRequests(firstStream = 1) {
  const peer = new Peer(undefined, firstStream);
  peer.hasGreeted = true;
  const ended: (string | number)[] = ["waits", "waits"];
  const bodies = ["", ""];
  for (const at of [0, 1]) {
    peer.post(`/3/device/${at}`, headers, "{}").then(
      (reply) => {
        ended[at] = reply.status;
        bodies[at] = reply.body;
      },
      (error) => ended[at] = error instanceof NotProcessed ? "not processed" : "in doubt",
    );
  }
  await breathe();
  return { peer, ended, bodies };
}

/** Everything is over, and the server is told why by a GOAWAY. */
export function endConnection(code: Code, cases: Case[]): void {
  test.each(cases)(`%s: a connection error ${code}`, async (_, ...said) => {
    const { peer, ended } = await twoRequests();
    await peer.says(...said);
    await breathe();
    expect(peer.frames.at(-1)).toMatchObject({
      type: 7,
      stream: 0,
      payload: [0, 0, 0, 0, 0, 0, 0, codes[code]],
    });
    expect(peer.connection.fault).toBe(code.toLowerCase());
    expect([peer.isClosed, peer.connection.isClosing, peer.connection.room]).toEqual([true, true, 0]);
    expect(ended.filter((end) => end === "waits")).toEqual([]);
  });
}

/** The request on stream 1 is over, the server is told why by RST_STREAM, and the one on stream 3 is answered. */
export function failRequest(code: Code, cases: Case[]): void {
  test.each(cases)(`%s: a stream error ${code}`, async (_, ...said) => {
    const { peer, ended } = await twoRequests();
    await peer.says(...said);
    expect(peer.frames.filter(({ type }) => type === 3)).toEqual([
      { type: 3, flags: 0, stream: 1, payload: [0, 0, 0, codes[code]] },
    ]);
    await peer.says(head(3, ok));
    expect(ended).toEqual(["in doubt", 200]);
    expect([peer.isClosed, peer.connection.isClosing, peer.connection.fault]).toEqual([false, false, null]);
    peer.connection.close();
  });
}

/** The request on stream 1 ends so, a body included where there is one, and the one on stream 3 is answered. */
export function answer(outcome: number | "in doubt" | "waits", cases: Case[], body = ""): void {
  test.each(cases)(`%s: ${outcome === "waits" ? "passed over" : outcome}`, async (_, ...said) => {
    const { peer, ended, bodies } = await twoRequests();
    await peer.says(...said);
    expect(ended).toEqual([outcome, "waits"]);
    expect(bodies[0]).toBe(body);
    await peer.says(head(3, ok));
    expect(ended).toEqual([outcome, 200]);
    const [, ...afterGreeting] = peer.frames;
    expect(afterGreeting.filter(({ type }) => [3, 4, 6, 7].includes(type))).toEqual(acknowledgements(said));
    expect(peer.isClosed).toBe(false);
    peer.connection.close();
  });
}

/** 6.5.3 and 6.7: one for each SETTINGS and PING, with the bytes of the PING; none for an acknowledgement. */
function acknowledgements(said: number[][]) {
  return said.filter(([, , , type, flags = 0]) => (type === 4 || type === 6) && (flags & 1) === 0)
    .map(([, , , type, , , , , , ...payload]) => ({
      type,
      flags: 1,
      stream: 0,
      payload: type === 6 ? payload : [],
    }));
}
