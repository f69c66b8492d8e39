import { ConnectionError, flag, frameType } from "./protocol.ts";

const {
  data,
  headers,
  priority,
  rstStream,
  settings,
  pushPromise,
  ping,
  goAway,
  windowUpdate,
  continuation,
} = frameType;

/** By type, whether a frame belongs to a stream (1), to the connection (2) or to either (0). */
const place = new Uint8Array(256);
for (const type of [data, headers, priority, rstStream, pushPromise, continuation]) place[type] = 1;
for (const type of [settings, ping, goAway]) place[type] = 2;

/** By type, the only length. That of PRIORITY is an error of its stream only. */
const lengths = new Uint8Array(256);
lengths[rstStream] = lengths[windowUpdate] = 4;
lengths[ping] = 8;

/**
 * What RFC 9113, 6 asks of every frame of a type, whatever is in it.
 * Raises ConnectionError.
 */
export function checkFrame(type: number, flags: number, stream: number, length: number): void {
  if (place[type] === (stream === 0 ? 1 : 2)) {
    throw new ConnectionError("protocol_error", `a frame of type ${type} on stream ${stream}`);
  }
  const exact = lengths[type] ?? 0;
  const isRight = type === settings
    ? length % 6 === 0 && (length === 0 || (flags & flag.ack) === 0)
    : type === goAway
    ? length >= 8
    : exact === 0 || length === exact;
  if (!isRight) throw new ConnectionError("frame_size_error", `a frame of type ${type} with ${length} bytes`);
}
