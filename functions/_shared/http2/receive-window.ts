import type { FrameWriter } from "./frame-writer.ts";
import { frameType } from "./protocol.ts";

/** What was received is given back in such steps. */
const step = 16_384;

/**
 * Gives so many bytes back to the window of a stream, or with 0 to that of the connection, once they are worth a frame.
 * Returns what is still to be given back.
 */
export function giveBack(writer: FrameWriter, stream: number, received: number): number {
  if (received < step) return received;
  writer.number(frameType.windowUpdate, stream, received);
  return 0;
}
