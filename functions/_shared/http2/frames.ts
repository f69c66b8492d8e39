// RFC 9113, 4.1: a frame is 3 bytes of length, type, flags, 4 bytes of stream, then the payload.

export const frameType = {
  data: 0,
  headers: 1,
  rstStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const flag = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

export const setting = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
} as const;

export const errorCode = { noError: 0, protocolError: 1, refusedStream: 7 } as const;

const headLength = 9;
/** The default of SETTINGS_MAX_FRAME_SIZE, which we never raise. */
const longestPayload = 16_384;

/** Frames that wait to be written, in one growing piece of memory. */
export class FrameWriter {
  #bytes = new Uint8Array(65_536);
  #spare = new Uint8Array(65_536);
  length = 0;

  head(length: number, type: number, flags: number, stream: number): void {
    this.#reserve(headLength);
    this.#u24(length);
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

  /** Everything so far. The memory is used again after the next call but one: write it before. */
  take(): Uint8Array {
    const full = this.#bytes.subarray(0, this.length);
    const used = this.#bytes;
    this.#bytes = this.#spare;
    this.#spare = used;
    this.length = 0;
    return full;
  }

  #u24(value: number): void {
    this.#bytes[this.length++] = value >>> 16;
    this.#bytes[this.length++] = value >>> 8;
    this.#bytes[this.length++] = value;
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + count, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}

/** Takes a frame; `payload` is only valid during the call. */
type OnFrame = (type: number, flags: number, stream: number, payload: Uint8Array) => void;

/** Cuts what is read into frames. */
export class FrameReader {
  readonly #bytes = new Uint8Array(4 * (headLength + longestPayload));
  #length = 0;

  constructor(private readonly onFrame: OnFrame) {}

  /** Where the next bytes go. */
  get space(): Uint8Array {
    return this.#bytes.subarray(this.#length);
  }

  /**
   * `count` more bytes are in `space`. Raises Error when a frame is longer than we allowed.
   */
  took(count: number): void {
    const bytes = this.#bytes;
    this.#length += count;
    let at = 0;
    while (this.#length - at >= headLength) {
      const length = u32(bytes, at) >>> 8;
      if (length > longestPayload) throw new Error(`a frame of ${length} bytes`);
      const end = at + headLength + length;
      if (end > this.#length) break;
      const payload = bytes.subarray(at + headLength, end);
      this.onFrame(bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, u31(bytes, at + 5), payload);
      at = end;
    }
    bytes.copyWithin(0, at, this.#length);
    this.#length -= at;
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

/** The content of a DATA or HEADERS frame, without padding and priority. */
export function content(flags: number, payload: Uint8Array, hasPriority: boolean): Uint8Array {
  const isPadded = (flags & flag.padded) !== 0;
  const start = (isPadded ? 1 : 0) + (hasPriority && (flags & flag.priority) !== 0 ? 5 : 0);
  return payload.subarray(start, payload.length - (isPadded ? payload[0] ?? 0 : 0));
}
