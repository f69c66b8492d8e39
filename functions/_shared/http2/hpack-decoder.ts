import { isValue, type Kind, kind, kindOfName } from "./fields.ts";
import { Head } from "./head.ts";
import { defaultTableSize, type Entry, entryOverhead, HeaderTable } from "./hpack-table.ts";
import { decodeHuffman } from "./huffman.ts";
import { ConnectionError } from "./protocol.ts";

/** Of all fields together, as RFC 9113, 6.5.2 counts them. APNs' are below 200. */
const mostFields = 65_536;
const longestText = 16_384;
const none: { block: Uint8Array; head: Head } = { block: new Uint8Array(), head: new Head() };

/** Reads the header blocks of one connection, in order. RFC 7541. */
export class HeaderDecoder {
  readonly #table = new HeaderTable();
  #mostTable = defaultTableSize;
  #block: Uint8Array = new Uint8Array();
  #at = 0;
  /** The last text that was read lies here. */
  #text: Uint8Array = this.#block;
  #from = 0;
  #to = 0;
  readonly #decoded = new Uint8Array(longestText);
  /** A server says the same to nearly everybody: the last block that left the table alone, and what it said. */
  #last = none;
  #isTableTouched = false;

  /**
   * The peer knows that we want no table: from now on it may not grow again. One that goes on using its table without a
   * word is followed all the same (RFC 9113, 4.3.1 would end the connection; such servers are out there).
   */
  allowNoTable(): void {
    this.#mostTable = 0;
  }

  /** Raises ConnectionError when the block can't be read: everything after it would be wrong too */
  decode(block: Uint8Array): Head {
    if (isSame(block, this.#last.block)) return this.#last.head;
    this.#isTableTouched = false;
    const head = this.#read(block);
    if (!this.#isTableTouched) this.#last = { block: block.slice(), head };
    return head;
  }

  #read(block: Uint8Array): Head {
    const head = new Head();
    this.#block = block;
    this.#at = 0;
    let left = mostFields;
    for (let isFirst = true; this.#at < block.length;) {
      const first = block[this.#at] ?? 0;
      if ((first & 0xe0) === 0x20) {
        this.#resize(isFirst);
        continue;
      }
      isFirst = false;
      left -= entryOverhead + ((first & 0x80) !== 0 ? this.#indexed(head) : this.#literal(first, head));
      if (left < 0) throw new ConnectionError("enhance_your_calm", "more header fields than anybody needs");
    }
    return head;
  }

  /** The size of the field, as of the others below. */
  #indexed(head: Head): number {
    const { meaning, value, nameLength } = this.#entry(this.#integer(7));
    head.add(meaning, value, 0, value.length);
    return nameLength + value.length;
  }

  #literal(first: number, head: Head): number {
    const isAdded = (first & 0x40) !== 0;
    const index = this.#integer(isAdded ? 6 : 4);
    let meaning: Kind;
    let nameLength: number;
    if (index === 0) {
      this.#readText();
      meaning = kindOfName(this.#text, this.#from, this.#to);
      nameLength = this.#to - this.#from;
    } else ({ meaning, nameLength } = this.#entry(index));
    this.#readText();
    if (!isValue(this.#text, this.#from, this.#to)) meaning = kind.wrong;
    head.add(meaning, this.#text, this.#from, this.#to);
    if (isAdded) this.#add({ meaning, nameLength, value: this.#text.slice(this.#from, this.#to) });
    return nameLength + this.#to - this.#from;
  }

  #add(entry: Entry): void {
    this.#isTableTouched = true;
    this.#last = none;
    this.#table.add(entry);
  }

  #entry(index: number): Entry {
    const entry = this.#table.entry(index);
    if (entry === undefined) throw broken(`no header field ${index}`);
    return entry;
  }

  /** 4.2 and 6.3: only before the first field, and never above what we allow. */
  #resize(isFirst: boolean): void {
    if (!isFirst) throw broken("a change of the table's size between fields");
    const size = this.#integer(5);
    if (size > this.#mostTable) throw broken(`a table of ${size} bytes`);
    this.#isTableTouched = true;
    this.#last = none;
    this.#table.resize(size);
  }

  /** 5.1 */
  #integer(bits: number): number {
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

  /** 5.2 */
  #readText(): void {
    const isHuffman = ((this.#block[this.#at] ?? 0) & 0x80) !== 0;
    const length = this.#integer(7);
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#block.length) throw broken("a block that ends inside a text");
    if (!isHuffman) {
      this.#text = this.#block;
      this.#from = from;
      this.#to = this.#at;
      return;
    }
    const count = decodeHuffman(this.#block, from, this.#at, this.#decoded);
    if (count === -1) throw broken("a text that breaks the Huffman code");
    if (count < 0) throw new ConnectionError("enhance_your_calm", "a header field longer than anybody needs");
    this.#text = this.#decoded;
    this.#from = 0;
    this.#to = count;
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length || one.length === 0) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

function broken(why: string): ConnectionError {
  return new ConnectionError("compression_error", why);
}
