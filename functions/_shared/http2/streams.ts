import type { Receiver } from "./client.ts";
import { Exchange } from "./exchange.ts";
import { ConnectionError, initialWindow, largestWindow, StreamError } from "./protocol.ts";

/** RFC 9113, 5.1.1: ids run out; a connection ends well before. */
const highestStream = 0x7fff_fff0;
/** Until the peer's SETTINGS say otherwise. Apple allows one until the first valid answer; the caller sees to that. */
const assumedLimit = 100;

/** What is in flight on one connection, and how much more may be. */
export class Streams {
  readonly #open = new Map<number, Exchange>();
  #allowed = assumedLimit;
  /** Less than allowed after a refused stream, until answers show that more are fine. */
  #most = assumedLimit;
  /** Both windows for what we send: of the connection, and of a new stream. */
  window = initialWindow;
  #streamWindow = initialWindow;
  /** No stream has been granted more than this beyond its first window. */
  #widest = 0;
  /** Of the last body, also of one that was refused: the next one is probably as long. */
  lastLength = 1;

  /** `nextId`: of the first stream, an odd number. */
  constructor(private nextId: number) {}

  /** No id is left for another request. */
  get isUsedUp(): boolean {
    return this.nextId > highestStream;
  }

  /** How many more requests with bodies of so many bytes may start. */
  roomFor(length: number): number {
    if (this.#streamWindow < length) return 0;
    const bodies = Math.floor(this.window / Math.max(1, length));
    return Math.max(0, Math.min(this.#most - this.#open.size, bodies));
  }

  /** The id of a new stream; null when the peer's windows hold no body of this length. */
  start(receiver: Receiver, length: number): number | null {
    this.lastLength = length;
    if (length > this.window || length > this.#streamWindow) return null;
    const id = this.nextId;
    this.nextId += 2;
    this.window -= length;
    this.#open.set(id, new Exchange(receiver, -length));
    return id;
  }

  /**
   * Undefined for a stream that is over: what arrives late is passed over (RFC 9113, 5.1, "closed").
   * Raises ConnectionError for a stream that never was.
   */
  find(id: number): Exchange | undefined {
    const found = this.#open.get(id);
    if (found !== undefined) return found;
    if (id % 2 === 0 || id >= this.nextId) {
      throw new ConnectionError("protocol_error", `nothing runs on stream ${id}`);
    }
    return undefined;
  }

  has(id: number): boolean {
    return this.#open.has(id);
  }

  /** It was answered. */
  finish(id: number): void {
    this.#open.delete(id);
    if (this.#most < this.#allowed) this.#most++;
  }

  /** It ended without an answer. */
  drop(id: number): void {
    this.#open.delete(id);
  }

  /** The peer has refused one: there are too many, whatever its SETTINGS say. */
  refuse(id: number): void {
    this.#open.delete(id);
    this.#most = Math.min(this.#allowed, Math.max(1, this.#open.size));
  }

  /** Takes away what began after stream `last`, or all of it. */
  takeAfter(last: number): Exchange[] {
    const taken = [...this.#open].filter(([id]) => id > last);
    for (const [id] of taken) this.#open.delete(id);
    return taken.map(([, exchange]) => exchange);
  }

  /** SETTINGS_MAX_CONCURRENT_STREAMS */
  limit(count: number): void {
    this.#allowed = this.#most = count;
  }

  /** SETTINGS_INITIAL_WINDOW_SIZE; it moves the windows of what is in flight too (RFC 9113, 6.9.2). */
  resizeWindows(size: number): void {
    if (size + this.#widest > largestWindow) {
      for (const { window } of this.#open.values()) check(size + window, ConnectionError);
    }
    this.#streamWindow = size;
  }

  /** WINDOW_UPDATE: of the connection for stream 0, of one that is over for nobody. */
  widen(id: number, by: number): void {
    const exchange = id === 0 ? null : this.find(id);
    if (exchange === undefined) return;
    const Kind = exchange === null ? ConnectionError : StreamError;
    if (by === 0) throw new Kind("protocol_error", "a window that grows by nothing");
    if (exchange === null) return check(this.window += by, Kind);
    exchange.window += by;
    this.#widest = Math.max(this.#widest, exchange.window);
    check(this.#streamWindow + exchange.window, Kind);
  }
}

function check(window: number, Kind: typeof ConnectionError | typeof StreamError): void {
  if (window > largestWindow) throw new Kind("flow_control_error", "a window beyond 2^31 - 1");
}
