import type { FrameWriter } from "./frame-writer.ts";
import { frameType } from "./protocol.ts";

/** What was received is given back in such steps. */
const step = 16_384;

/** The window of the connection for what the peer sends. Those of streams are larger than any body that we take. */
export class ReceiveWindow {
  #received = 0;

  constructor(private readonly writer: FrameWriter) {}

  /** So many bytes of DATA have come: padding counts, and so does what comes for a request that is over. */
  take(count: number): void {
    this.#received += count;
    if (this.#received < step) return;
    this.writer.number(frameType.windowUpdate, 0, this.#received);
    this.#received = 0;
  }
}
