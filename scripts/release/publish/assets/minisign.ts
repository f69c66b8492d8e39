import { Buffer } from "node:buffer";
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";

/** A signature of minisign, read. Source: jedisct1/minisign, "Signature format". */
interface Minisign {
  /** Whether the file's BLAKE2b-512 is signed, and not the file itself. */
  isPrehashed: boolean;
  /** Of the key, hex. */
  keyId: string;
  signature: Buffer;
  /** After `trusted comment: `; it is signed as well. */
  comment: string;
  globalSignature: Buffer;
}

/** Reads a signature: its four lines, or all of them in base64 as Tauri writes it. Gives the reason when it is none. */
export function parseMinisign(text: string): Minisign | { problem: string } {
  const whole = text.startsWith("untrusted comment:")
    ? text
    : Buffer.from(text.trim(), "base64").toString("utf8");
  const [first = "", second = "", third = "", fourth = ""] = whole.split(/\r?\n/);
  if (!first.startsWith("untrusted comment:") || !third.startsWith("trusted comment: ")) {
    return { problem: "it is no signature of minisign" };
  }
  const [body, globalSignature] = [second, fourth].map((line) => Buffer.from(line, "base64"));
  if (body?.length !== 74 || globalSignature?.length !== 64) return { problem: "its lines are cut off" };
  const algorithm = body.toString("latin1", 0, 2);
  if (algorithm !== "ED" && algorithm !== "Ed") {
    return { problem: `its algorithm is ${JSON.stringify(algorithm)}` };
  }
  return {
    isPrehashed: algorithm === "ED",
    keyId: body.toString("hex", 2, 10),
    signature: body.subarray(10),
    comment: third.slice("trusted comment: ".length),
    globalSignature,
  };
}

/** The version in a trusted comment, which Tauri compares whenever it is there; null without one. */
export function versionIn(comment: string): string | null {
  return /(?:^|\t)version:([^\t]*)/.exec(comment)?.[1]?.trim() ?? null;
}

/** Reads a public key: the line of minisign, or its file in base64 as Tauri has it in its configuration. Null when it is none. */
export function parseMinisignKey(text: string): { keyId: string; key: Buffer } | null {
  const file = Buffer.from(text.trim(), "base64").toString("utf8");
  const line = (/^untrusted comment:/.test(file) ? file : text).trim().split(/\r?\n/).at(-1) ?? "";
  const bytes = Buffer.from(line, "base64");
  if (bytes.length !== 42 || bytes.toString("latin1", 0, 2) !== "Ed") return null;
  return { keyId: bytes.toString("hex", 2, 10), key: bytes.subarray(10) };
}

/** Why the signature is not that of the file by the key; null when it is. Reads the file. */
export async function whyNotSigned(
  path: string,
  { isPrehashed, keyId, signature, comment, globalSignature }: Minisign,
  publicKey: { keyId: string; key: Buffer },
): Promise<string | null> {
  if (keyId !== publicKey.keyId) return `it was made with the key ${keyId}, not with ${publicKey.keyId}`;
  const signed = isPrehashed ? await blake2b(path) : await readFile(path);
  if (!isByKey(signed, signature, publicKey.key)) return "it is not that of this file";
  const all = Buffer.concat([signature, Buffer.from(comment)]);
  return isByKey(all, globalSignature, publicKey.key) ? null : "its comment was changed";
}

/** Whether the raw Ed25519 key signed these bytes. */
export function isByKey(bytes: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  // RFC 8410: what stands before the 32 bytes of a key in a SubjectPublicKeyInfo
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  const opened = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, bytes, opened, signature);
}

async function blake2b(path: string): Promise<Buffer> {
  const hash = createHash("blake2b512");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest();
}
