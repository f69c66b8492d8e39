import { type Kind, kindOfName } from "./fields.ts";

/** A field that can be named by a number. */
export interface Entry {
  meaning: Kind;
  value: Uint8Array;
  nameLength: number;
}

/** RFC 7541, Appendix A: names that come more than once are there as often. */
const names =
  ":authority :method :method :path :path :scheme :scheme :status :status :status :status :status :status " +
  ":status accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow " +
  "authorization cache-control content-disposition content-encoding content-language content-length content-location " +
  "content-range content-type cookie date etag expect expires from host if-match if-modified-since if-none-match if-range " +
  "if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range referer " +
  "refresh retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate";
/** Of values, only those of a status matter in a response. */
const statuses = new Map([[8, "200"], [9, "204"], [10, "206"], [11, "304"], [12, "400"], [13, "404"], [
  14,
  "500",
]]);

const text = new TextEncoder();
const fixed: readonly Entry[] = names.split(" ").map((name, at) => {
  const bytes = text.encode(name);
  return {
    meaning: kindOfName(bytes, 0, bytes.length),
    value: text.encode(statuses.get(at + 1) ?? ""),
    nameLength: bytes.length,
  };
});

/** RFC 7541, 4.1 */
export const entryOverhead = 32;
export const defaultTableSize = 4_096;

/** RFC 7541, 2.3: the fixed entries, and behind them those that the peer has added, newest first. */
export class HeaderTable {
  readonly #added: Entry[] = [];
  #size = 0;
  #limit = defaultTableSize;

  /** Undefined: there is no such entry. */
  entry(index: number): Entry | undefined {
    return index <= fixed.length ? fixed[index - 1] : this.#added[index - fixed.length - 1];
  }

  add(entry: Entry): void {
    const size = sizeOf(entry);
    this.#evict(this.#limit - size);
    if (size > this.#limit) return; // 4.4: that empties the table, and is no error
    this.#added.unshift(entry);
    this.#size += size;
  }

  resize(limit: number): void {
    this.#limit = limit;
    this.#evict(limit);
  }

  #evict(limit: number): void {
    while (this.#size > Math.max(0, limit)) {
      const oldest = this.#added.pop();
      this.#size -= oldest === undefined ? this.#size : sizeOf(oldest);
    }
  }
}

function sizeOf({ nameLength, value }: Entry): number {
  return nameLength + value.length + entryOverhead;
}
