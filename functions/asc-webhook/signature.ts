import { Problem } from "../_shared/endpoint/problem.ts";
import type { Bytes } from "../_shared/endpoint/document.ts";

/** The header in which App Store Connect signs. Source: Apple, "Configuring and Verifying Webhook Notifications". */
export const signatureHeader = "x-apple-signature";

/**
 * Passes when `header` is `hmacsha256=` and the HMAC-SHA256, in lower-case hex, of these very bytes by any of the secrets: while one
 * is replaced, both count. Raises Problem 401 `signature_invalid`. WebCrypto compares in constant time, and every secret is tried.
 */
export async function requireSignature(
  header: string,
  bytes: Bytes,
  secrets: readonly string[],
): Promise<void> {
  const [, hex] = /^hmacsha256=([0-9a-f]{64})$/.exec(header) ?? [];
  if (hex !== undefined) {
    const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    const verified = await Promise.all(secrets.map((secret) => isSigned(secret, signature, bytes)));
    if (verified.includes(true)) return;
  }
  throw new Problem("signature_invalid", 401, "The signature is not that of this body.", {
    hint:
      "The secret of the webhook and ASC_WEBHOOK_SECRET differ: slipway ios webhook install --new-secret.",
  });
}

async function isSigned(secret: string, signature: Bytes, bytes: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  return await crypto.subtle.verify("HMAC", key, signature, bytes);
}
