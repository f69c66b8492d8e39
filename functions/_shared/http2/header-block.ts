import { ConnectionError, flag, frameType } from "./protocol.ts";

const longestBlock = 65_536;
const mostFrames = 64;

/** A header block that is whole. `bytes` is valid until the next one begins. */
export interface HeaderBlock {
  stream: number;
  isEnd: boolean;
  bytes: Uint8Array;
}

/** Puts header blocks together that go on in CONTINUATION frames, and sees to it that nothing comes between their parts. */
export class HeaderBlocks {
  #bytes = new Uint8Array();
  #length = 0;
  #frames = 0;
  /** Of the block that goes on. */
  #open: { stream: number; isEnd: boolean } | null = null;

  /** Raises ConnectionError for a frame that may not come now (RFC 9113, 6.10). */
  check(type: number, stream: number): void {
    const isRight = this.#open === null
      ? type !== frameType.continuation
      : type === frameType.continuation && stream === this.#open.stream;
    if (!isRight) throw new ConnectionError("protocol_error", "a header block that is torn apart");
  }

  /** HEADERS; null while the block goes on. */
  begin(stream: number, flags: number, bytes: Uint8Array): HeaderBlock | null {
    const isEnd = (flags & flag.endStream) !== 0;
    if ((flags & flag.endHeaders) !== 0) return { stream, isEnd, bytes };
    this.#open = { stream, isEnd };
    this.#length = this.#frames = 0;
    this.#add(bytes);
    return null;
  }

  /** CONTINUATION; null while the block goes on. Raises ConnectionError when it gets longer than any sensible peer's. */
  append(flags: number, bytes: Uint8Array): HeaderBlock | null {
    this.#add(bytes);
    if (this.#open === null || (flags & flag.endHeaders) === 0) return null;
    const whole = { ...this.#open, bytes: this.#bytes.subarray(0, this.#length) };
    this.#open = null;
    return whole;
  }

  /** The memory of a payload is used again, so it is copied: once, or twice where the block outgrows its own. */
  #add(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > longestBlock || this.#frames++ > mostFrames) {
      throw new ConnectionError("enhance_your_calm", "a header block without an end");
    }
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length = length;
  }
}
