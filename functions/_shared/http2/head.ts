import { digits, type Kind, kind } from "./fields.ts";

/** What matters of a block of fields: a response's head, or its trailers. */
export class Head {
  /** 0 while there was none: trailers have none. */
  status = 0;
  /** The header as it came, when it is a number of seconds. */
  retryAfter: string | null = null;
  /** -1 while there was none. */
  contentLength = -1;
  /** Of the block that it came in, in bytes. */
  length = 0;
  /** Why the response is malformed (RFC 9113, 8.1.1). */
  problem: string | null = null;
  #hasFields = false;

  add(meaning: Kind, value: Uint8Array, from: number, to: number): void {
    switch (meaning) {
      case kind.status:
        return this.#setStatus(to - from === 3 ? digits(value, from, to) : 0);
      case kind.retryAfter:
        this.retryAfter = digits(value, from, to) < 0
          ? null
          : String.fromCharCode(...value.subarray(from, to));
        break;
      case kind.contentLength:
        this.#setLength(digits(value, from, to));
        break;
      case kind.wrong:
        this.problem ??= "a field that no response may have";
    }
    this.#hasFields = true;
  }

  #setStatus(status: number): void {
    if (this.#hasFields) this.problem ??= "a :status after other fields";
    if (this.status !== 0) this.problem ??= "two :status";
    // 8.6: there is no 101 in HTTP/2
    if (status < 100 || status === 101) this.problem ??= "a :status that is none";
    this.status = status;
  }

  #setLength(length: number): void {
    if (length < 0 || (this.contentLength >= 0 && this.contentLength !== length)) {
      this.problem ??= "a content-length that is none";
    }
    this.contentLength = length;
  }
}
