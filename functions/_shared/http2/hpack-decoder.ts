// RFC 7541, for a client that allows no dynamic table (SETTINGS_HEADER_TABLE_SIZE 0) and reads two numbers.

/** What matters of a response's head. */
export interface Head {
  status: number;
  retryAfter: string | null;
}

/** RFC 7541, Appendix A */
const staticStatus: Record<number, number> = { 8: 200, 9: 204, 10: 206, 11: 304, 12: 400, 13: 404, 14: 500 };
const staticEntries = 61;
const isStatus = (index: number) => index >= 8 && index <= 14;
const retryAfterIndex = 53;

/** Nearly every head: nothing is allocated for it. */
const success: Head = { status: 200, retryAfter: null };
const indexed200 = 0x88;

/** Reads a header block. Raises Error when it breaks the rules. */
export function readHead(block: Uint8Array): Head {
  if (block[0] === indexed200) return success; // whatever follows: nothing else matters then
  const head: Head = { status: 0, retryAfter: null };
  const cursor = { block, at: 0 };
  while (cursor.at < block.length) {
    const first = block[cursor.at] ?? 0;
    if ((first & 0x80) !== 0) {
      const index = readInteger(cursor, 7);
      if (index === 0 || index > staticEntries) throw new Error(`header index ${index} without a table`);
      head.status = staticStatus[index] ?? head.status;
    } else if ((first & 0xe0) === 0x20) {
      readInteger(cursor, 5); // a new size of the table; only 0 is allowed, and nothing to do
    } else {
      const name = readInteger(cursor, (first & 0x40) !== 0 ? 6 : 4);
      if (name === 0) readString(cursor);
      if (name > staticEntries) throw new Error(`header name ${name} without a table`);
      const value = readString(cursor);
      if (isStatus(name)) head.status = Number(readDigits(value));
      else if (name === retryAfterIndex) head.retryAfter = readDigits(value);
    }
  }
  return head;
}

interface Cursor {
  block: Uint8Array;
  at: number;
}

interface Text {
  bytes: Uint8Array;
  isHuffman: boolean;
}

function readInteger(cursor: Cursor, bits: number): number {
  const most = 2 ** bits - 1;
  let value = (cursor.block[cursor.at++] ?? 0) & most;
  if (value < most) return value;
  for (let shift = 0;; shift += 7) {
    const byte = cursor.block[cursor.at++];
    if (byte === undefined || shift > 21) throw new Error("a header block that ends inside an integer");
    value += (byte & 127) << shift;
    if ((byte & 128) === 0) return value;
  }
}

function readString(cursor: Cursor): Text {
  const isHuffman = ((cursor.block[cursor.at] ?? 0) & 0x80) !== 0;
  const length = readInteger(cursor, 7);
  const end = cursor.at + length;
  if (end > cursor.block.length) throw new Error("a header block that ends inside a text");
  const bytes = cursor.block.subarray(cursor.at, end);
  cursor.at = end;
  return { bytes, isHuffman };
}

/** The digits of a text, null when it holds anything else (a date, for example). */
function readDigits({ bytes, isHuffman }: Text): string | null {
  const digits = isHuffman ? huffmanDigits(bytes) : String.fromCharCode(...bytes);
  return digits !== null && /^\d+$/.test(digits) ? digits : null;
}

/** RFC 7541, Appendix B: 0, 1 and 2 are five bits 00000 to 00010; 3 to 9 are six bits 011001 to 011111; the rest are ones. */
function huffmanDigits(bytes: Uint8Array): string | null {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  let digits = "";
  let at = 0;
  while (at < bits.length) {
    const rest = bits.slice(at);
    if (rest.length < 8 && !rest.includes("0")) return digits;
    const five = parseInt(rest.slice(0, 5), 2);
    const six = parseInt(rest.slice(0, 6), 2);
    if (rest.length >= 5 && five <= 2) {
      digits += five;
      at += 5;
    } else if (rest.length >= 6 && six >= 0b011001 && six <= 0b011111) {
      digits += six - 0b011001 + 3;
      at += 6;
    } else return null;
  }
  return digits;
}
