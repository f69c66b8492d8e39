// RFC 7541. What Apple asks for: `:path` and `authorization` as literals without indexing, everything else indexed once.

/** Indices of the static table. */
const staticName: Record<string, number> = { ":authority": 1, "authorization": 23 };
/** `:path` as a literal without indexing. */
const pathLiteral = 0x04;
const post = 0x83;
const https = 0x87;
const staticEntries = 61;
/** RFC 7541, 4.1 */
const entryOverhead = 32;
const defaultTableSize = 4_096;

const text = new TextEncoder();

/** Encodes the requests of one connection; the peer's table follows ours, so every block must be sent, in order. */
export class HeaderEncoder {
  /** The dynamic table, newest first. */
  readonly #table: { field: string; size: number }[] = [];
  #size = 0;
  #limit = defaultTableSize;
  /** The lowest limit that the peer has not been told of yet; null when it knows the present one. */
  #lowest: number | null = null;
  /** Changes whenever an index of the table means something else. */
  #version = 0;
  #block = new Uint8Array(1_024);
  readonly #tails = new WeakMap<object, { version: number; bytes: Uint8Array }>();

  constructor(private readonly authority: string) {}

  /** The peer's SETTINGS_HEADER_TABLE_SIZE. */
  resize(size: number): void {
    const limit = Math.min(size, defaultTableSize);
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#lowest = Math.min(limit, this.#lowest ?? limit);
    this.#evict(limit);
  }

  /** The header block of a POST to an ASCII path, valid until the next call. */
  encode(path: string, headers: Readonly<Record<string, string>>): Uint8Array {
    const start = this.#start();
    const length = integer(0, 7, path.length);
    const tail = this.#tail(headers);
    const most = start.length + 1 + length.length + path.length + tail.length;
    if (most > this.#block.length) this.#block = new Uint8Array(2 * most);
    const block = this.#block;
    block.set(start);
    block[start.length] = pathLiteral;
    block.set(length, start.length + 1);
    const at = start.length + 1 + length.length;
    text.encodeInto(path, block.subarray(at));
    block.set(tail, at + path.length);
    return block.subarray(0, most);
  }

  #start(): Uint8Array {
    const lowest = this.#lowest;
    if (lowest === null) return start;
    this.#lowest = null;
    // RFC 7541, 4.2: after several changes the lowest size first, because that is what emptied the table.
    const drop = lowest < this.#limit ? integer(0x20, 5, lowest) : [];
    return Uint8Array.from([...drop, ...integer(0x20, 5, this.#limit), ...start]);
  }

  #tail(headers: Readonly<Record<string, string>>): Uint8Array {
    const known = this.#tails.get(headers);
    if (known !== undefined && known.version === this.#version) return known.bytes;
    const parts: number[] = [];
    for (const [name, value] of Object.entries({ ":authority": this.authority, ...headers })) {
      // Never indexed, not even by a proxy: a secret in a table can be guessed at (RFC 7541, 7.1).
      parts.push(...(name === "authorization" ? literal(name, value, 0x10, 4) : this.#indexed(name, value)));
    }
    const again = this.#again(headers);
    if (again !== null) this.#tails.set(headers, { version: this.#version, bytes: Uint8Array.from(again) });
    return Uint8Array.from(parts);
  }

  /** The same headers once more: only indices. Null when the table is too small to hold them all. */
  #again(headers: Readonly<Record<string, string>>): number[] | null {
    const parts: number[] = [];
    for (const [name, value] of Object.entries({ ":authority": this.authority, ...headers })) {
      const at = name === "authorization" ? -2 : this.#find(name, value);
      if (at === -1) return null;
      parts.push(...(at === -2 ? literal(name, value, 0x10, 4) : integer(0x80, 7, at)));
    }
    return parts;
  }

  #indexed(name: string, value: string): Iterable<number> {
    const at = this.#find(name, value);
    return at === -1 ? this.#insert(name, value) : integer(0x80, 7, at);
  }

  #find(name: string, value: string): number {
    const at = this.#table.findIndex(({ field }) => field === `${name}\n${value}`);
    return at === -1 ? -1 : staticEntries + 1 + at;
  }

  #insert(name: string, value: string): Iterable<number> {
    const size = text.encode(name + value).length + entryOverhead;
    if (size > this.#limit) return literal(name, value, 0x00, 4);
    this.#evict(this.#limit - size);
    this.#table.unshift({ field: `${name}\n${value}`, size });
    this.#size += size;
    this.#version++;
    return literal(name, value, 0x40, 6);
  }

  #evict(limit: number): void {
    while (this.#size > limit) {
      this.#size -= this.#table.pop()?.size ?? 0;
      this.#version++;
    }
  }
}

const start = Uint8Array.from([post, https]);

/** RFC 7541, 5.1: an integer behind a prefix of `bits` bits. */
function integer(pattern: number, bits: number, value: number): number[] {
  const most = 2 ** bits - 1;
  if (value < most) return [pattern | value];
  const bytes = [pattern | most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(rest % 128 + 128);
  return [...bytes, rest];
}

/** A literal field; `pattern` and `bits` say which kind. */
function literal(name: string, value: string, pattern: number, bits: number): Uint8Array {
  const index = staticName[name];
  const valueBytes = text.encode(value);
  const head = index === undefined ? [pattern, ...string(text.encode(name))] : integer(pattern, bits, index);
  const length = integer(0, 7, valueBytes.length);
  const bytes = new Uint8Array(head.length + length.length + valueBytes.length);
  bytes.set(head);
  bytes.set(length, head.length);
  bytes.set(valueBytes, head.length + length.length);
  return bytes;
}

function string(bytes: Uint8Array): number[] {
  return [...integer(0, 7, bytes.length), ...bytes];
}
