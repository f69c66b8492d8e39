import { isValue, kind, kindOfName } from "./fields.ts";
import { Head } from "./head.ts";
import { broken, HeaderCursor } from "./hpack-cursor.ts";
import { defaultTableSize, type Entry, entryOverhead, HeaderTable } from "./hpack-table.ts";
import { ConnectionError } from "./protocol.ts";

/** Of all fields together, as RFC 9113, 6.5.2 counts them. APNs' are below 200. */
const mostFields = 65_536;
const longestKept = 512;

/** Reads the header blocks of one connection, in order. RFC 7541. */
export class HeaderDecoder {
  readonly #table = new HeaderTable();
  readonly #cursor = new HeaderCursor();
  #mostTable = defaultTableSize;
  /** A server says the same to nearly everybody: the last block that left the table alone, and what it said. */
  readonly #lastBlock = new Uint8Array(longestKept);
  #lastLength = 0;
  #lastHead = new Head();
  #isTableTouched = false;

  /**
   * The peer knows that we want no table: from now on it may not grow again. One that goes on using its table without a
   * word is followed all the same (RFC 9113, 4.3.1 would end the connection; such servers are out there).
   */
  allowNoTable(): void {
    this.#mostTable = 0;
  }

  /** Raises ConnectionError when the block can't be read: everything after it would be wrong too. */
  decode(block: Uint8Array): Head {
    if (this.#isLast(block)) return this.#lastHead;
    this.#isTableTouched = false;
    const head = this.#read(block);
    head.length = block.length;
    const isKept = !this.#isTableTouched && block.length <= longestKept;
    this.#lastLength = isKept ? block.length : 0;
    if (isKept) this.#lastBlock.set(block);
    this.#lastHead = head;
    return head;
  }

  #isLast(block: Uint8Array): boolean {
    if (block.length !== this.#lastLength || block.length === 0) return false;
    for (let at = 0; at < block.length; at++) if (block[at] !== this.#lastBlock[at]) return false;
    return true;
  }

  #read(block: Uint8Array): Head {
    const head = new Head();
    const cursor = this.#cursor;
    cursor.start(block);
    let left = mostFields;
    for (let isFirst = true; !cursor.isAtEnd;) {
      const { first } = cursor;
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
    const { meaning, value, nameLength } = this.#entry(this.#cursor.readInteger(7));
    head.add(meaning, value, 0, value.length);
    return nameLength + value.length;
  }

  #literal(first: number, head: Head): number {
    const cursor = this.#cursor;
    const isAdded = (first & 0x40) !== 0;
    const index = cursor.readInteger(isAdded ? 6 : 4);
    const name = index === 0 ? this.#name() : this.#entry(index);
    cursor.readText();
    const { text, from, to } = cursor;
    const meaning = isValue(text, from, to) ? name.meaning : kind.wrong;
    const { nameLength } = name;
    head.add(meaning, text, from, to);
    if (isAdded) {
      this.#isTableTouched = true;
      this.#table.add({ meaning, nameLength, value: text.slice(from, to) });
    }
    return nameLength + to - from;
  }

  #name(): Omit<Entry, "value"> {
    const cursor = this.#cursor;
    cursor.readText();
    const { text, from, to } = cursor;
    return { meaning: kindOfName(text, from, to), nameLength: to - from };
  }

  #entry(index: number): Entry {
    const entry = this.#table.entry(index);
    if (entry === undefined) throw broken(`no header field ${index}`);
    return entry;
  }

  /** 4.2 and 6.3: only before the first field, and never above what we allow. */
  #resize(isFirst: boolean): void {
    if (!isFirst) throw broken("a change of the table's size between fields");
    const size = this.#cursor.readInteger(5);
    if (size > this.#mostTable) throw broken(`a table of ${size} bytes`);
    this.#isTableTouched = true;
    this.#table.resize(size);
  }
}
