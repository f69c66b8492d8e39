// RFC 9113, 8.2 and 8.3: which fields a response may have. Read as bytes, because nearly all of them don't matter.

/** What a name means to us. `wrong` makes the whole response malformed. */
export const kind = { other: 0, status: 1, retryAfter: 2, contentLength: 3, wrong: 4 } as const;
export type Kind = typeof kind[keyof typeof kind];

const bytesOf = (text: string) => new TextEncoder().encode(text);
const keyOf = (length: number, first: number) => length * 256 + first;

/** Names that mean something, by length and first letter. 8.2.2: those of a connection have no place in HTTP/2. */
const known = new Map(
  ([
    [":status", kind.status],
    ["retry-after", kind.retryAfter],
    ["content-length", kind.contentLength],
    ["connection", kind.wrong],
    ["keep-alive", kind.wrong],
    ["proxy-connection", kind.wrong],
    ["transfer-encoding", kind.wrong],
    ["upgrade", kind.wrong],
  ] satisfies [string, Kind][]).map(([name, meaning]) => {
    const bytes = bytesOf(name);
    return [keyOf(bytes.length, bytes[0] ?? 0), { bytes, meaning }];
  }),
);

const colon = 0x3a;
const space = 0x20;
const tab = 0x09;

/** 8.2.1: neither spaces, control characters, capitals nor what is not ASCII. */
const mayBeInName = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte > space && byte < 0x7f && byte !== colon && (byte < 0x41 || byte > 0x5a) ? 1 : 0,
);

export function kindOfName(bytes: Uint8Array, from: number, to: number): Kind {
  const first = bytes[from] ?? 0;
  const isPseudo = from < to && first === colon;
  for (let at = isPseudo ? from + 1 : from; at < to; at++) {
    if (mayBeInName[bytes[at] ?? 0] === 0) return kind.wrong;
  }
  const found = known.get(keyOf(to - from, first));
  if (found !== undefined && found.bytes.every((byte, at) => byte === bytes[from + at])) return found.meaning;
  return isPseudo || from === to ? kind.wrong : kind.other; // 8.3.2: a response has no other pseudo-header
}

/** 8.2.1: no NUL, CR or LF, and no space around it. */
export function isValue(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 14 && (byte === 0 || byte === 10 || byte === 13)) return false;
  }
  const [first, last] = [bytes[from], bytes[to - 1]];
  return first !== space && first !== tab && last !== space && last !== tab;
}

/** A whole number in decimal digits, -1 for anything else. */
export function digits(bytes: Uint8Array, from: number, to: number): number {
  if (from === to || to - from > 15) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
