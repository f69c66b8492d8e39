import { defaultFrameSize, errorCode, type ErrorName, flag, frameType } from "./protocol.ts";

// RFC 9113, 4.1: a frame is 3 bytes of length, type, flags, 4 bytes of stream, then the payload.
const headLength = 9;

/** Frames that wait to be written, in one growing piece of memory. */
export class FrameWriter {
  #bytes = new Uint8Array(65_536);
  #spare = new Uint8Array(65_536);
  length = 0;
  /** So much of it is requests. */
  requestLength = 0;
  /** The peer's SETTINGS_MAX_FRAME_SIZE. */
  mostPayload = defaultFrameSize;

  head(length: number, type: number, flags: number, stream: number): void {
    this.#reserve(headLength);
    this.#bytes[this.length++] = length >>> 16;
    this.#bytes[this.length++] = length >>> 8;
    this.#bytes[this.length++] = length;
    this.#bytes[this.length++] = type;
    this.#bytes[this.length++] = flags;
    this.u32(stream);
  }

  bytes(part: Uint8Array): void {
    this.#reserve(part.length);
    this.#bytes.set(part, this.length);
    this.length += part.length;
  }

  u16(value: number): void {
    this.#reserve(2);
    this.#bytes[this.length++] = value >>> 8;
    this.#bytes[this.length++] = value;
  }

  u32(value: number): void {
    this.#reserve(4);
    this.u16(value >>> 16);
    this.u16(value);
  }

  /** A whole request, in as many frames as it needs. */
  request(stream: number, block: Uint8Array, body: Uint8Array): void {
    const before = this.length;
    const end = body.length === 0 ? flag.endStream : 0;
    const most = this.mostPayload;
    this.#part(frameType.headers, end, flag.endHeaders, stream, block, 0);
    for (let at = most; at < block.length; at += most) {
      this.#part(frameType.continuation, 0, flag.endHeaders, stream, block, at);
    }
    for (let at = 0; at < body.length; at += most) {
      this.#part(frameType.data, 0, flag.endStream, stream, body, at);
    }
    this.requestLength += this.length - before;
  }

  /** A frame whose payload is one number. */
  number(type: number, stream: number, value: number): void {
    this.head(4, type, 0, stream);
    this.u32(value);
  }

  /** What we would have processed of the peer's streams is always nothing. */
  goAway(code: ErrorName): void {
    this.head(8, frameType.goAway, 0, 0);
    this.u32(0);
    this.u32(errorCode[code]);
  }

  /** Everything so far. The memory is used again after the next call but one: write it before. */
  take(): Uint8Array {
    const full = this.#bytes.subarray(0, this.length);
    const used = this.#bytes;
    this.#bytes = this.#spare;
    this.#spare = used;
    this.length = this.requestLength = 0;
    return full;
  }

  /** As much of `whole` as one frame holds; `last` is the flag of the one that ends it. */
  #part(type: number, flags: number, last: number, stream: number, whole: Uint8Array, at: number): void {
    const end = at + this.mostPayload;
    const part = at === 0 && end >= whole.length ? whole : whole.subarray(at, end);
    this.head(part.length, type, end >= whole.length ? flags | last : flags, stream);
    this.bytes(part);
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + count, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}
