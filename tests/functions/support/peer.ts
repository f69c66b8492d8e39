import type { Reply } from "../../../functions/_shared/http2/client.ts";
import { Http2Connection } from "../../../functions/_shared/http2/connection.ts";
import type { ByteStream } from "../../../functions/_shared/runtime.ts";
import { breathe } from "./clock.ts";

interface Frame {
  type: number;
  flags: number;
  stream: number;
  payload: number[];
}

const prefaceLength = 24;

/** Spells a frame, byte by byte as RFC 9113 has it: independent of the code under test. */
export function frame(type: number, flags: number, stream: number, payload: number[] = []): number[] {
  const { length } = payload;
  return [
    length >> 16,
    (length >> 8) & 255,
    length & 255,
    type,
    flags,
    stream >>> 24,
    (stream >> 16) & 255,
    (stream >> 8) & 255,
    stream & 255,
    ...payload,
  ];
}

/** A server that says exactly what a test tells it, and keeps what it hears. */
export class Peer {
  readonly #incoming: number[][] = [];
  readonly heard: number[] = [];
  #wakeReader = () => {};
  #wakeWriter = () => {};
  isClosed = false;
  /** How many bytes are taken at once. */
  mostWritten = Infinity;
  /** While false, nothing is taken. */
  isReading = true;
  roomCalls = 0;
  onRoom = () => {};
  readonly connection: Http2Connection;

  /** The clock of the client, in ms. */
  now = 0;
  /** True: nothing goes before what a test says. */
  hasGreeted = false;

  constructor(connect?: (signal: AbortSignal) => Promise<ByteStream>, firstStream = 1) {
    this.connection = new Http2Connection(
      "api.test",
      {
        connect: connect ?? (() => Promise.resolve(this.#stream())),
        onRoom: () => {
          this.roomCalls++;
          this.onRoom();
        },
        firstStream,
        now: () => this.now,
        sleep: breathe,
      },
    );
  }

  /** Rejects as the connection says that it failed. */
  post(path: string, headers: Record<string, string>, body: string): Promise<Reply> {
    return new Promise((replied, failed) => this.connection.post(path, headers, body, { replied, failed }));
  }

  /** Each part arrives by itself; before the first one SETTINGS do, unless the test begins with its own. */
  async says(...parts: number[][]): Promise<void> {
    if (!this.hasGreeted && parts[0]?.[3] !== 4) this.#incoming.push(frame(4, 0, 0));
    this.hasGreeted = true;
    this.#incoming.push(...parts);
    this.#wakeReader();
    for (let turn = 0; turn < parts.length + 3; turn++) await breathe();
  }

  async hangsUp(): Promise<void> {
    this.isClosed = true;
    this.#wakeReader();
    await breathe();
  }

  async goesOnReading(): Promise<void> {
    this.isReading = true;
    this.#wakeWriter();
    await breathe();
  }

  /** What the client has sent, after its preface. */
  get frames(): Frame[] {
    const bytes = this.heard.slice(prefaceLength);
    const frames: Frame[] = [];
    while (bytes.length >= 9) {
      const [a = 0, b = 0, c = 0, type = 0, flags = 0, ...stream] = bytes.splice(0, 9);
      frames.push({
        type,
        flags,
        stream: stream.reduce((sum, byte) => sum * 256 + byte, 0),
        payload: bytes.splice(0, a * 65_536 + b * 256 + c),
      });
    }
    return frames;
  }

  #stream(): ByteStream {
    return {
      read: async (into) => {
        while (this.#incoming.length === 0) {
          if (this.isClosed) return null;
          await new Promise<void>((resolve) => this.#wakeReader = resolve);
        }
        const part = this.#incoming.shift() ?? [];
        into.set(part);
        return part.length;
      },
      write: async (bytes) => {
        while (!this.isReading) await new Promise<void>((resolve) => this.#wakeWriter = resolve);
        const taken = bytes.subarray(0, this.mostWritten);
        taken.forEach((byte) => this.heard.push(byte));
        await breathe();
        return taken.length;
      },
      close: () => void (this.isClosed = true),
    };
  }
}
