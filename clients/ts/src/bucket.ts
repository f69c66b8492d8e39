/**
 * Where an installation lies among 10,000: it is in a rollout when its bucket is below the share. The first four bytes of the SHA-256 of
 * "salt:id" as a big-endian number, modulo 10,000; A to Z of the id count as a to z, because systems disagree about the case of a UUID.
 * SHA-256 is written out here: the answer is needed at once, and React Native has no WebCrypto.
 */
export function bucket(salt: string, installationId: string): number {
  const id = installationId.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return firstWord(utf8(`${salt}:${id}`)) % 10_000;
}

/** Half of a surrogate pair becomes U+FFFD, as TextEncoder has it, which not every React Native has. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0) ?? 0;
    if (point >> 11 === 27) point = 0xfffd;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(192 | point >> 6, 128 | point & 63);
    else {
      if (point < 0x10000) bytes.push(224 | point >> 12);
      else bytes.push(240 | point >> 18, 128 | point >> 12 & 63);
      bytes.push(128 | point >> 6 & 63, 128 | point & 63);
    }
  }
  return bytes;
}

/** FIPS 180-4: the first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube roots of the first 64. */
const start: number[] = [];
const constants: number[] = [];
for (let number = 2, primes: number[] = []; primes.length < 64; number++) {
  if (primes.some((prime) => number % prime === 0)) continue;
  primes.push(number);
  if (start.length < 8) start.push(Math.sqrt(number) % 1 * 2 ** 32 | 0);
  constants.push(Math.cbrt(number) % 1 * 2 ** 32 | 0);
}

/** The first four bytes of SHA-256, as an unsigned number. */
function firstWord(bytes: number[]): number {
  const bits = bytes.length * 8;
  bytes.push(128);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let place = 7; place >= 0; place--) bytes.push(bits / 256 ** place & 255);

  const state = [...start];
  const words: number[] = [];
  for (let block = 0; block < bytes.length; block += 64) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let round = 0; round < 64; round++) {
      if (round < 16) {
        const at = block + round * 4;
        words[round] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
      } else {
        const early = words[round - 15], late = words[round - 2];
        words[round] = words[round - 16] + words[round - 7] +
            (turn(early, 7) ^ turn(early, 18) ^ early >>> 3) +
            (turn(late, 17) ^ turn(late, 19) ^ late >>> 10) | 0;
      }
      const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + constants[round] +
        words[round];
      const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
      [a, b, c, d, e, f, g, h] = [first + second | 0, a, b, c, d + first | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((value, place) => state[place] = state[place] + value | 0);
  }
  return state[0] >>> 0;
}

function turn(word: number, by: number): number {
  return word >>> by | word << 32 - by;
}
