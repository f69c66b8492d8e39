import type { Receiver, Reply } from "./client.ts";
import type { Head } from "./head.ts";
import { StreamError } from "./protocol.ts";

/** Far more than any reply of APNs. */
const longestBody = 16_384;
/** Nearly every reply: nothing is allocated for it. */
const success: Reply = { status: 200, retryAfter: null, body: "" };
const nothing = new Uint8Array();

/** One request that has been sent, and as much of its reply as there is. */
export class Exchange {
  #head: Head | null = null;
  #body = nothing;
  #length = 0;
  /** Bytes of padding that the stream's window has not got back: it holds any body that we take, but not all padding beside it. */
  padding = 0;

  /** `window`: what the peer has granted this stream beyond SETTINGS_INITIAL_WINDOW_SIZE, less what was sent. */
  constructor(readonly receiver: Receiver, public window: number) {}

  /** What the head of the reply took, in bytes; 0 before it has come. */
  get headLength(): number {
    return this.#head?.length ?? 0;
  }

  /**
   * A block of fields has arrived: the head, one that only announces it, or trailers.
   * Returns the reply when it is complete.
   * Raises StreamError when it is malformed (RFC 9113, 8.1)
   */
  fields(fields: Head, isEnd: boolean): Reply | null {
    if (fields.problem !== null) throw malformed(fields.problem);
    const { status } = fields;
    if (this.#head !== null) {
      if (status !== 0) throw malformed("a second head");
      if (!isEnd) throw malformed("trailers that end nothing");
      return this.#reply(this.#head);
    }
    if (status === 0) throw malformed("a head without :status");
    if (status < 200) {
      if (isEnd) throw malformed("a reply that only announces another");
      return null;
    }
    this.#head = fields;
    return isEnd ? this.#reply(fields) : null;
  }

  /** A part of the body; the same promise as `fields`. */
  data(part: Uint8Array, isEnd: boolean): Reply | null {
    const head = this.#head;
    if (head === null) throw malformed("a body before its head");
    const length = this.#length + part.length;
    if (length > longestBody) throw new StreamError("cancel", "a reply longer than any of APNs");
    if (length > this.#body.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#body.length));
      larger.set(this.#body.subarray(0, this.#length));
      this.#body = larger;
    }
    this.#body.set(part, this.#length);
    this.#length = length;
    return isEnd ? this.#reply(head) : null;
  }

  #reply({ status, retryAfter, contentLength }: Head): Reply {
    const isEmpty = this.#length === 0;
    // 204 and 304 have no body, whatever they say about its length
    const hasNone = isEmpty && (status === 204 || status === 304);
    if (contentLength >= 0 && contentLength !== this.#length && !hasNone) {
      throw malformed(`a body of ${this.#length} bytes instead of ${contentLength}`);
    }
    if (status === 200 && retryAfter === null && isEmpty) return success;
    return {
      status,
      retryAfter,
      body: isEmpty ? "" : new TextDecoder().decode(this.#body.subarray(0, this.#length)),
    };
  }
}

function malformed(why: string): StreamError {
  return new StreamError("protocol_error", why);
}
