import { decodeHuffman } from "./huffman.ts";
import { ConnectionError } from "./protocol.ts";

const longestText = 16_384;

/** Where a header block is being read: RFC 7541, section 5. Everything in it raises ConnectionError. */
export class HeaderCursor {
  #block: Uint8Array = new Uint8Array();
  #at = 0;
  readonly #decoded = new Uint8Array(longestText);
  /** The text that was read last, until the next one is. */
  text: Uint8Array = this.#block;
  from = 0;
  to = 0;

  start(block: Uint8Array): void {
    this.#block = block;
    this.#at = 0;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#block.length;
  }

  /** The byte that comes next. */
  get first(): number {
    return this.#block[this.#at] ?? 0;
  }

  /** 5.1: behind a prefix, which leaves so many bits of the first byte. */
  readInteger(bits: number): number {
    const most = (1 << bits) - 1;
    let value = (this.#block[this.#at++] ?? 0) & most;
    if (value < most) return value;
    for (let shift = 0;; shift += 7) {
      const byte = this.#block[this.#at++];
      if (byte === undefined) throw broken("a block that ends inside a number");
      if (shift > 21) throw broken("a number that is too large");
      value += (byte & 127) << shift;
      if ((byte & 128) === 0) return value;
    }
  }

  /** 5.2: into `text`. */
  readText(): void {
    const isHuffman = (this.first & 0x80) !== 0;
    const length = this.readInteger(7);
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#block.length) throw broken("a block that ends inside a text");
    this.text = isHuffman ? this.#decoded : this.#block;
    this.from = isHuffman ? 0 : from;
    this.to = isHuffman ? this.#decode(from) : this.#at;
  }

  #decode(from: number): number {
    const count = decodeHuffman(this.#block, from, this.#at, this.#decoded);
    if (count === -1) throw broken("a text that breaks the Huffman code");
    if (count < 0) throw new ConnectionError("enhance_your_calm", "a header field longer than anybody needs");
    return count;
  }
}

export function broken(why: string): ConnectionError {
  return new ConnectionError("compression_error", why);
}
