// What a server says, spelt byte by byte as RFC 9113 and RFC 7541 have it: independent of the code under test.
import { frame } from "./peer.ts";

export const u32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
export const ascii = (text: string) => [...new TextEncoder().encode(text)];

/** RFC 7541, 5.1 */
export function integer(pattern: number, bits: number, value: number): number[] {
  const most = 2 ** bits - 1;
  if (value < most) return [pattern | value];
  const bytes = [pattern | most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(rest % 128 + 128);
  return [...bytes, rest];
}

/** RFC 7541, 5.2, without Huffman code. */
export const text = (value: string) => [...integer(0, 7, ascii(value).length), ...ascii(value)];
/** RFC 7541, 6.2.2: a field that nobody keeps. */
export const field = (name: string, value: string) => [0x00, ...text(name), ...text(value)];
/** RFC 7541, 6.2.1: a field that goes into the table. */
export const added = (name: string, value: string) => [0x40, ...text(name), ...text(value)];
export const status = (value: string) => field(":status", value);
export const ok = [0x88];

const isEnd = 1;
const isWhole = 4;

/** HEADERS with a whole block, which end the stream unless said otherwise. */
export const head = (stream: number, block: number[], flags = isEnd | isWhole) =>
  frame(1, flags, stream, block);
export const openHead = (stream: number, block: number[]) => head(stream, block, isWhole);
export const data = (stream: number, bytes: number[], flags = 0) => frame(0, flags, stream, bytes);
export const lastData = (stream: number, bytes: number[]) => data(stream, bytes, isEnd);
export const settings = (...pairs: [number, number][]) =>
  frame(4, 0, 0, pairs.flatMap(([name, value]) => [name >> 8, name & 255, ...u32(value)]));
export const settingsAck = frame(4, 1, 0);
export const goAway = (last: number, code = 0, debug: number[] = []) =>
  frame(7, 0, 0, [...u32(last), ...u32(code), ...debug]);
export const windowUpdate = (stream: number, by: number) => frame(8, 0, stream, u32(by));
export const reset = (stream: number, code: number) => frame(3, 0, stream, u32(code));
export const ping = (bytes = [1, 2, 3, 4, 5, 6, 7, 8]) => frame(6, 0, 0, bytes);
