import { ConnectionError, defaultFrameSize, flag } from "./protocol.ts";

const headLength = 9;

/** Takes a frame; `payload` is only valid during the call. */
type OnFrame = (type: number, flags: number, stream: number, payload: Uint8Array) => void;

/** Cuts what is read into frames. Its memory never grows. */
export class FrameReader {
  readonly #bytes = new Uint8Array(4 * (headLength + defaultFrameSize));
  /** Where the next frame begins, and where what was read ends. */
  #at = 0;
  #end = 0;

  constructor(private readonly onFrame: OnFrame) {}

  /** Where the next bytes go. */
  get space(): Uint8Array {
    return this.#bytes.subarray(this.#end);
  }

  /** `count` more bytes are in `space`. */
  took(count: number): void {
    this.#end += count;
  }

  /**
   * Hands on `most` frames at most; true when more of them are there.
   * Raises ConnectionError when a frame is longer than we allowed, and what `onFrame` throws.
   */
  cut(most: number): boolean {
    const bytes = this.#bytes;
    for (let count = 0; this.#end - this.#at >= headLength; count++) {
      const at = this.#at;
      const length = u32(bytes, at) >>> 8;
      if (length > defaultFrameSize) {
        throw new ConnectionError("frame_size_error", `a frame of ${length} bytes`);
      }
      const end = at + headLength + length;
      if (end > this.#end) break;
      if (count === most) return true;
      this.#at = end;
      const payload = bytes.subarray(at + headLength, end);
      this.onFrame(bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, u31(bytes, at + 5), payload);
    }
    bytes.copyWithin(0, this.#at, this.#end);
    this.#end -= this.#at;
    this.#at = 0;
    return false;
  }
}

/** Big-endian, unsigned. */
export function u32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>> 0;
}

/** The same without its reserved first bit. */
export function u31(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) & 0x7fff_ffff;
}

/**
 * The content of a DATA or HEADERS frame, without padding and priority.
 * Raises ConnectionError when there is no room for them (RFC 9113, 6.1 and 6.2)
 */
export function content(flags: number, payload: Uint8Array, hasPriority: boolean): Uint8Array {
  const isPadded = (flags & flag.padded) !== 0;
  const start = (isPadded ? 1 : 0) + (hasPriority && (flags & flag.priority) !== 0 ? 5 : 0);
  if (start === 0) return payload;
  if (start > payload.length) throw new ConnectionError("frame_size_error", "a frame that ends too early");
  const end = payload.length - (isPadded ? payload[0] ?? 0 : 0);
  if (end < start) throw new ConnectionError("protocol_error", "more padding than frame");
  return payload.subarray(start, end);
}
