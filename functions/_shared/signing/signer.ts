import type { Bytes } from "../endpoint/document.ts";
import { Problem } from "../endpoint/problem.ts";
import type { SigningKey } from "./env.ts";

/** Signs as Ed25519 (RFC 8032); the signature is base64url. Raises Problem 500 `signing_key_invalid`. */
export interface Signer {
  kid: string;
  sign(bytes: Bytes): Promise<string>;
}

/**
 * WebCrypto alone: jose would add half as much again to what `announce` loads (docs/adr/0003-dependencies.md). The key is imported when something is
 * first signed.
 */
export function createSigner(key: SigningKey): Signer {
  let imported: Promise<CryptoKey> | undefined;
  return {
    kid: key.kid,
    async sign(bytes) {
      imported ??= importPair(key);
      return base64Url(new Uint8Array(await crypto.subtle.sign("Ed25519", await imported, bytes)));
    },
  };
}

/** The secret half, once it is shown to belong to the public one: nobody could verify otherwise. */
async function importPair({ kty, crv, x, d, kid }: SigningKey): Promise<CryptoKey> {
  const { subtle } = crypto;
  const probe = new TextEncoder().encode(kid);
  try {
    const secret = await subtle.importKey("jwk", { kty, crv, x, d }, "Ed25519", false, ["sign"]);
    const open = await subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
    if (await subtle.verify("Ed25519", open, await subtle.sign("Ed25519", secret, probe), probe)) {
      return secret;
    }
  } catch {
    // the same to whoever has set it, and the cause may quote the key
  }
  throw new Problem(
    "signing_key_invalid",
    500,
    `The halves of the signing key ${kid} do not belong together.`,
    {
      hint: "Make another one: slipway keys signing rotate.",
    },
  );
}

/** A compact JWS (RFC 7515) with `alg` EdDSA (RFC 8037). */
export async function signClaims(signer: Signer, claims: Record<string, unknown>): Promise<string> {
  const part = (value: unknown) => base64Url(utf8(JSON.stringify(value)));
  const signed = `${part({ alg: "EdDSA", kid: signer.kid, typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${await signer.sign(utf8(signed))}`;
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function base64Url(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
