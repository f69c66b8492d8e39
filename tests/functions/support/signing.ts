import { exportJWK, generateKeyPair } from "jose";

/** A new signing key as SLIPWAY_SIGNING_KEYS holds it. */
export async function signingKey(kid: string) {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  return { kty, crv, x, d, kid };
}

type Key = Awaited<ReturnType<typeof signingKey>>;

export function keySet(...keys: Partial<Key>[]): string {
  return JSON.stringify({ keys });
}

/** Whether the header `x-slipway-signature` is of these bytes and this key, checked with WebCrypto alone. */
export async function isSigned(
  header: string | null,
  bytes: Uint8Array<ArrayBuffer>,
  { kid, kty, crv, x }: Key,
) {
  const [name, signature = ""] = header?.split(".") ?? [];
  if (name !== kid) return false;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
  return await crypto.subtle.verify("Ed25519", key, Buffer.from(signature, "base64url"), bytes);
}
