/** A field as a decoder with a dynamic table sees it, and how it came. */
interface Field {
  name: string;
  value: string;
  kind: "indexed" | "inserted" | "literal" | "never indexed";
}

const names: Record<number, string> = { 1: ":authority", 4: ":path", 23: "authorization" };
const fields: Record<number, [string, string]> = { 3: [":method", "POST"], 7: [":scheme", "https"] };

/** The peer's side of RFC 7541, for texts without Huffman codes: independent of the code under test. */
export class TableDecoder {
  readonly #table: [string, string][] = [];
  limit = 4_096;
  /** Sizes that the other side has announced. */
  readonly resized: number[] = [];

  decode(block: Uint8Array): Field[] {
    const bytes = [...block];
    const decoded: Field[] = [];
    const next = () => {
      const byte = bytes.shift();
      if (byte === undefined) throw new Error("the block ends too early");
      return byte;
    };
    const integer = (first: number, bits: number) => {
      const most = 2 ** bits - 1;
      let value = first & most;
      if (value < most) return value;
      for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
        byte = next();
        value += (byte & 127) * 2 ** shift;
      }
      return value;
    };
    const text = () => {
      const length = integer(next(), 7);
      return new TextDecoder().decode(Uint8Array.from(bytes.splice(0, length)));
    };
    const entry = (index: number): [string, string] => {
      const found = index > 61 ? this.#table[index - 62] : fields[index];
      if (found === undefined) throw new Error(`nothing at index ${index}`);
      return found;
    };
    while (bytes.length > 0) {
      const first = next();
      if (first >= 0x80) {
        const [name, value] = entry(integer(first, 7));
        decoded.push({ name, value, kind: "indexed" });
      } else if (first >= 0x20 && first < 0x40) {
        this.limit = integer(first, 5);
        this.resized.push(this.limit);
        this.#evict();
      } else {
        const index = integer(first, first >= 0x40 ? 6 : 4);
        const name = index === 0 ? text() : index > 61 ? entry(index)[0] : names[index] ?? "?";
        const value = text();
        decoded.push({
          name,
          value,
          kind: first >= 0x40 ? "inserted" : first >= 0x10 ? "never indexed" : "literal",
        });
        if (first >= 0x40) this.#table.unshift([name, value]);
        this.#evict();
      }
    }
    return decoded;
  }

  #evict(): void {
    const size = () => this.#table.reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0);
    while (size() > this.limit) this.#table.pop();
  }
}
