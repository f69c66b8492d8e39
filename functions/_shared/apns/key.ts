import { importPKCS8, SignJWT } from "jose";
import type { ApnsEnvironment } from "../contract/fields.ts";
import { Problem } from "../endpoint/problem.ts";
import type { Configured } from "../env/env.ts";
import type { SigningKey } from "./env.ts";

/** A signing key of Apple's "Keys" page, ready to sign. */
export interface ApnsKey {
  keyId: string;
  teamId: string;
  /** SHA-256 of the key in hex: tells another key under the same id, and never the key. */
  digest: string;
  /** A provider token issued at `issuedAt` (unix seconds). */
  sign(issuedAt: number): Promise<string>;
}

/**
 * The key with this name for an environment: one that is named for it (`<name>:sandbox`, because Apple's newer keys are
 * for one environment), else the one for both. `default` is the one of the APNS_ variables.
 */
export type FindKey = (name: string, environment: ApnsEnvironment) => Promise<ApnsKey>;

/**
 * Imports each key once per isolate. Raises Problem `not_configured` with the missing variables, `apns_key_invalid`
 * when the text is no P8.
 */
export function createKeys(keys: Record<string, Configured<SigningKey>>): FindKey {
  const imported = new Map<string, Promise<ApnsKey>>();
  return (wanted, environment) => {
    const own = `${wanted}:${environment}`;
    const name = Object.hasOwn(keys, own) ? own : wanted;
    const known = imported.get(name) ?? importKey(name, keys[name]);
    imported.set(name, known);
    return known;
  };
}

async function importKey(name: string, key: Configured<SigningKey> | undefined): Promise<ApnsKey> {
  if (key === undefined || !key.configured) {
    const missing = key === undefined ? `a key named ${name}` : key.missing.join(", ");
    throw new Problem("not_configured", 503, `APNs needs ${missing}.`);
  }
  const { keyId, teamId, p8 } = key.value;
  // Secrets pasted into a dashboard or a shell often carry the two characters \n for a line break.
  const pem = p8.replaceAll("\\n", "\n");
  const secret = await importPKCS8(pem, "ES256").catch((cause) => {
    throw new Problem(
      "apns_key_invalid",
      503,
      "APNS_AUTH_KEY_P8 is not a P-256 key in PKCS #8 form.",
      { cause },
    );
  });
  return {
    keyId,
    teamId,
    // without line breaks, which differ by how the key was pasted
    digest: sha256(pem.replace(/\s/g, "")),
    sign: (issuedAt) =>
      new SignJWT({ iss: teamId, iat: issuedAt }).setProtectedHeader({
        alg: "ES256",
        kid: keyId,
      }).sign(secret),
  };
}

// FIPS 180-4, 5.3.3 and 4.2.2: the fractional parts of the square and cube roots of the first primes.
const primes = Array.from({ length: 311 }, (_, n) => n + 2).filter((n) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
});
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = primes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/**
 * SHA-256 of a short text, in hex. At once, where Web Crypto makes its caller wait for a thread: for a fingerprint that is compared, made
 * once per key. Source: FIPS 180-4, 6.2.
 */
function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer((bytes.length + 9 + 63) & ~63));
  bytes.forEach((byte, at) => padded.setUint8(at, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);

  const hash = [...initial];
  const schedule = new Int32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let t = 0; t < 64; t++) schedule[t] = t < 16 ? padded.getInt32(block + 4 * t) : extend(schedule, t);
    compress(hash, schedule);
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function extend(w: Int32Array, t: number): number {
  const [near = 0, far = 0] = [w[t - 2], w[t - 15]];
  const s1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
  const s0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
  return s1 + (w[t - 7] ?? 0) + s0 + (w[t - 16] ?? 0);
}

function compress(hash: number[], schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[t] ?? 0) + (schedule[t] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => hash[at] = ((hash[at] ?? 0) + word) | 0);
}
