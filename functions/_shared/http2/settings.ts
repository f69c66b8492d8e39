import { u32 } from "./frame-reader.ts";
import type { FrameWriter } from "./frame-writer.ts";
import type { HeaderEncoder } from "./hpack-encoder.ts";
import {
  ConnectionError,
  defaultFrameSize,
  type ErrorName,
  frameType,
  largestWindow,
  setting,
} from "./protocol.ts";
import type { Streams } from "./streams.ts";

const largestFrame = 0xff_ffff;

const preface = new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
/** No table for the replies: they are tiny, and without one there is less to go wrong between two of them. */
const ours = [[setting.headerTableSize, 0], [setting.enablePush, 0]] as const;

/** RFC 9113, 3.4: how a client begins. */
export function greet(writer: FrameWriter): void {
  writer.bytes(preface);
  writer.head(6 * ours.length, frameType.settings, 0, 0);
  for (const [name, value] of ours) {
    writer.u16(name);
    writer.u32(value);
  }
}

/**
 * Does what the peer's SETTINGS ask, in their order (RFC 9113, 6.5.2 and 6.5.3). What nobody knows is passed over.
 * Raises ConnectionError for a value that must not be.
 */
export function readSettings(
  payload: Uint8Array,
  { encoder, streams, writer }: { encoder: HeaderEncoder; streams: Streams; writer: FrameWriter },
): void {
  for (let at = 0; at < payload.length; at += 6) {
    const value = u32(payload, at + 2);
    switch (u32(payload, at) >>> 16) {
      case setting.headerTableSize:
        encoder.resize(value);
        break;
      case setting.enablePush:
        must(value === 0, "protocol_error", `ENABLE_PUSH ${value} of a server`);
        break;
      case setting.maxConcurrentStreams:
        streams.limit(value);
        break;
      case setting.initialWindowSize:
        must(value <= largestWindow, "flow_control_error", `INITIAL_WINDOW_SIZE ${value}`);
        streams.resizeWindows(value);
        break;
      case setting.maxFrameSize:
        must(value >= defaultFrameSize && value <= largestFrame, "protocol_error", `MAX_FRAME_SIZE ${value}`);
        writer.mostPayload = value;
    }
  }
}

function must(isRight: boolean, code: ErrorName, what: string): void {
  if (!isRight) throw new ConnectionError(code, what);
}
