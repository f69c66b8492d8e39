// RFC 9113, sections 3 to 6: frames, streams, windows.
import { frame } from "../../support/peer.ts";
import { answer, type Case, endConnection, failRequest } from "../../support/rfc-cases.ts";
import {
  ascii,
  data,
  field,
  goAway,
  head,
  lastData,
  ok,
  openHead,
  ping,
  reset,
  settings,
  settingsAck,
  status,
  u32,
  windowUpdate,
} from "../../support/wire.ts";

const greeting = settings();
/** The largest window is 2^31 - 1. */
const most = 0x7fff_ffff;
const everyType = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 255];
/** A header block that fills a frame. */
const longest = [...ok, ...field("a", "x".repeat(16_377))];
const torn = frame(1, 1, 1, ok.slice(0, 0));

/** A reply after something that must not disturb it. */
const thenOk = (name: string, ...said: number[][]): Case => [name, greeting, ...said, head(1, ok)];

endConnection("PROTOCOL_ERROR", [
  ["3.4 a PING before SETTINGS", ping(), greeting],
  ["3.4 an acknowledgement before SETTINGS", frame(4, 1, 0)],
  ["4.3 a header block that nobody finishes before the next HEADERS", greeting, torn, head(3, ok)],
  ...everyType.filter((type) => type !== 1).map((type): Case => [
    `4.3 a frame of type ${type} between the parts of a header block`,
    greeting,
    torn,
    frame(
      type,
      0,
      [4, 6, 7].includes(type) ? 0 : 1,
      type === 6 || type === 7 ? new Array(8).fill(0) : type === 4 ? [] : u32(1),
    ),
  ]),
  ["5.1 HEADERS on an idle stream", greeting, head(5, ok)],
  ["5.1 DATA on an idle stream", greeting, data(5, [65])],
  ["5.1 RST_STREAM on an idle stream", greeting, reset(5, 8)],
  ["5.1 WINDOW_UPDATE on an idle stream", greeting, windowUpdate(5, 1)],
  ["5.1.1 HEADERS on a stream that only a server may open", greeting, head(2, ok)],
  ["5.1.1 DATA on such a stream", greeting, data(2, [65])],
  ["5.1.1 RST_STREAM on such a stream", greeting, reset(2, 8)],
  ["5.1.1 WINDOW_UPDATE on such a stream", greeting, windowUpdate(2, 1)],
  ["6.1 DATA on stream 0", greeting, data(0, [65])],
  ["6.1 padding as long as the payload of DATA", greeting, openHead(1, ok), data(1, [2, 0], 8)],
  ["6.2 HEADERS on stream 0", greeting, head(0, ok)],
  ["6.2 more padding than HEADERS", greeting, head(1, [9, 0x88], 13)],
  ["6.3 PRIORITY on stream 0", greeting, frame(2, 0, 0, [0, 0, 0, 0, 1])],
  ["6.4 RST_STREAM on stream 0", greeting, reset(0, 8)],
  ["6.5 SETTINGS on a stream", greeting, frame(4, 0, 1)],
  ["6.5.2 ENABLE_PUSH 1 of a server", settings([2, 1])],
  ["6.5.2 ENABLE_PUSH 2", settings([2, 2])],
  ["6.5.2 MAX_FRAME_SIZE below 2^14", settings([5, 16_383])],
  ["6.5.2 MAX_FRAME_SIZE above 2^24 - 1", settings([5, 16_777_216])],
  ["6.6 PUSH_PROMISE, though pushes are switched off", greeting, frame(5, 4, 1, [...u32(2), 0x82])],
  ["6.6 PUSH_PROMISE on stream 0", greeting, frame(5, 4, 0, [...u32(2), 0x82])],
  ["6.7 PING on a stream", greeting, frame(6, 0, 1, new Array(8).fill(0))],
  ["6.8 GOAWAY on a stream", greeting, frame(7, 0, 1, new Array(8).fill(0))],
  ["6.9 a window of the connection that grows by 0", greeting, windowUpdate(0, 0)],
  ["6.9 the reserved bit does not count", greeting, windowUpdate(0, 0x8000_0000)],
  ["6.10 CONTINUATION on stream 0", greeting, frame(9, 4, 0, ok)],
  ["6.10 CONTINUATION after nothing", greeting, frame(9, 4, 1, ok)],
  ["6.10 CONTINUATION after a whole header block", greeting, openHead(1, ok), frame(9, 4, 1, ok)],
  ["6.10 CONTINUATION of another stream", greeting, torn, frame(9, 4, 3, ok)],
]);

endConnection("FRAME_SIZE_ERROR", [
  ["4.2 a frame longer than we allow", greeting, [0x00, 0x40, 0x01, 0, 0, 0, 0, 0, 1]],
  ["4.2 an answer in HTTP/1.1", [...new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n")]],
  ["6.1 DATA too short for its padding", greeting, openHead(1, ok), data(1, [], 8)],
  ["6.2 HEADERS too short for their priority", greeting, head(1, [0, 0], 37)],
  ["6.4 RST_STREAM with 3 bytes", greeting, frame(3, 0, 1, [0, 0, 8])],
  ["6.4 RST_STREAM with 5 bytes", greeting, frame(3, 0, 1, [0, 0, 0, 8, 0])],
  ["6.5 SETTINGS with 5 bytes", frame(4, 0, 0, [0, 3, 0, 0, 0])],
  ["6.5 an acknowledgement with content", greeting, frame(4, 1, 0, [0, 3, 0, 0, 0, 1])],
  ["6.7 PING with 7 bytes", greeting, ping([1, 2, 3, 4, 5, 6, 7])],
  ["6.7 PING with 9 bytes", greeting, ping([1, 2, 3, 4, 5, 6, 7, 8, 9])],
  ["6.8 GOAWAY with 7 bytes", greeting, frame(7, 0, 0, new Array(7).fill(0))],
  ["6.9 WINDOW_UPDATE with 3 bytes", greeting, frame(8, 0, 0, [0, 0, 1])],
  ["6.9 WINDOW_UPDATE of a stream with 5 bytes", greeting, frame(8, 0, 1, [0, 0, 0, 0, 1])],
]);

endConnection("FLOW_CONTROL_ERROR", [
  ["6.5.2 INITIAL_WINDOW_SIZE above 2^31 - 1", settings([4, 0x8000_0000])],
  ["6.9.1 a window of the connection above 2^31 - 1", greeting, windowUpdate(0, most)],
  [
    "6.9.2 SETTINGS that lift a stream's window above 2^31 - 1",
    greeting,
    windowUpdate(1, 100_000),
    settings([4, most - 50_000]),
  ],
]);

failRequest("PROTOCOL_ERROR", [
  ["6.9 a window of a stream that grows by 0", greeting, windowUpdate(1, 0)],
]);

failRequest("FLOW_CONTROL_ERROR", [
  ["6.9.1 a window of a stream above 2^31 - 1", greeting, windowUpdate(1, most)],
]);

failRequest("FRAME_SIZE_ERROR", [
  ["6.3 PRIORITY with 4 bytes", greeting, frame(2, 0, 1, [0, 0, 0, 0])],
]);

answer(200, [
  thenOk("4.1 flags of PING that nobody knows", frame(6, 0xfe, 0, [8, 7, 6, 5, 4, 3, 2, 1])),
  thenOk("4.1 flags of SETTINGS that nobody knows", frame(4, 0xfe, 0)),
  ["4.1 flags of HEADERS that nobody knows", greeting, head(1, ok, 5 | 0x02 | 0x10 | 0x40 | 0x80)],
  [
    "4.1 flags of DATA that nobody knows",
    greeting,
    openHead(1, ok),
    data(1, [], 1 | 0x20 | 0x40 | 0x80 | 0x16),
  ],
  ["4.1 the reserved bit of a stream's number", greeting, [...head(1, ok).slice(0, 5), 0x80, 0, 0, 1, ...ok]],
  thenOk("4.1 a frame of a type that nobody knows, on a stream", frame(99, 255, 1, [1, 2, 3])),
  thenOk("4.1 one on the connection", frame(99, 255, 0, [1, 2, 3])),
  ["4.2 HEADERS as long as we allow", greeting, head(1, longest)],
  [
    "4.3 a header block in three frames",
    greeting,
    frame(1, 1, 1, []),
    frame(9, 0, 1, []),
    frame(9, 4, 1, ok),
  ],
  ["5.1 HEADERS on a stream that is over", greeting, head(1, ok), head(1, status("500"))],
  ["6.1 DATA on a closed stream, which 5.1 allows to pass over", greeting, head(1, ok), lastData(1, [65])],
  [
    "5.1 WINDOW_UPDATE and RST_STREAM on a stream that is over",
    greeting,
    head(1, ok),
    windowUpdate(1, 1),
    reset(1, 0),
  ],
  thenOk(
    "5.3 PRIORITY on any stream, also an idle one",
    frame(2, 0, 1, [0, 0, 0, 0, 1]),
    frame(2, 0, 99, [0, 0, 0, 0, 1]),
  ),
  [
    "6.3 PRIORITY with 4 bytes on a closed stream, an error of a stream that has nothing to lose",
    greeting,
    head(1, ok),
    frame(2, 0, 1, [0, 0, 0, 0]),
  ],
  ["6.2 HEADERS with padding and priority", greeting, head(1, [2, 0, 0, 0, 0, 7, ...ok, 0, 0], 0x2d)],
  ["6.2 padding is no field", greeting, head(1, [1, ...ok, 0xff], 13)],
  thenOk("6.5 SETTINGS that nobody knows", settings([0xabcd, 7], [8, 1])),
  thenOk(
    "6.5.2 the lowest and the highest that are allowed",
    settings([2, 0], [4, most], [5, 16_777_215], [5, 16_384]),
  ),
  thenOk("6.5.3 an acknowledgement, which is not answered", settingsAck),
  thenOk(
    "6.5.3 several SETTINGS, each of which is acknowledged",
    settings([3, 5]),
    settings([3, 7]),
    settings(),
  ),
  thenOk("6.7 the answer to a PING, which is not answered", frame(6, 1, 0, new Array(8).fill(0))),
  thenOk("6.7 PINGs, each of which is answered with its own bytes", ping(), ping([8, 7, 6, 5, 4, 3, 2, 1])),
  thenOk("6.8 GOAWAY with a word about the reason", goAway(3, 0, [1, 2, 3])),
  thenOk("6.8 two of them, the second with a lower stream", goAway(most), goAway(3)),
  thenOk("6.9.1 the largest window", windowUpdate(0, most - 65_535 + 4), windowUpdate(1, most - 65_535 + 2)),
  thenOk("6.9.2 windows below zero", settings([4, 0])),
]);

answer("in doubt", [["6.4 RST_STREAM with an error that nobody knows", greeting, reset(1, 0x1234)]]);

const body = "x".repeat(16_384);
answer(400, [
  ["4.2 DATA as long as we allow", greeting, openHead(1, status("400")), lastData(1, ascii(body))],
], body);
