import type { PublicKey } from "../../../../clients/ts/src/options.ts";

/** A signing key of a server. */
export interface Signer {
  publicKey: PublicKey;
  /** The header `x-slipway-signature` for a body. */
  header(body: string): Promise<string>;
  /** A compact JWS. `head` replaces fields of the protected header. */
  jws(claims: Record<string, unknown>, head?: Record<string, unknown>): Promise<string>;
}

export async function createSigner(kid: string): Promise<Signer> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("no pair");
  const { kty = "", crv = "", x = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const sign = async (text: string) =>
    base64url(new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, bytes(text))));
  return {
    publicKey: { kid, kty, crv, x },
    header: async (body) => `${kid}.${await sign(body)}`,
    async jws(claims, head = {}) {
      const text = [{ alg: "EdDSA", kid, ...head }, claims].map((part) =>
        base64url(bytes(JSON.stringify(part)))
      ).join(".");
      return `${text}.${await sign(text)}`;
    },
  };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64url(raw: Uint8Array): string {
  return raw.toBase64({ alphabet: "base64url", omitPadding: true });
}
