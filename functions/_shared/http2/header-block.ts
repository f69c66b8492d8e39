import { ConnectionError } from "./protocol.ts";

const longestBlock = 65_536;
const mostFrames = 64;

/** A header block that goes on in CONTINUATION frames. The memory of a payload is used again, so it is copied: once. */
export class HeaderBlock {
  #bytes: Uint8Array;
  #length = 0;
  #frames = 0;

  constructor(readonly stream: number, readonly isEnd: boolean, first: Uint8Array) {
    this.#bytes = new Uint8Array(2 * first.length);
    this.add(first);
  }

  /** Raises ConnectionError when it gets longer than any sensible peer's */
  add(part: Uint8Array): void {
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

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
