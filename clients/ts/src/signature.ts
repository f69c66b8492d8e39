import type { PublicKey } from "./options.ts";
import { recordOf } from "./record.ts";

/** Checks signatures against the keys that an app pinned. */
export interface Verifier {
  /** Whether a feed may count: with pinned keys it must be signed by one, wherever the platform can tell. `header` is `<kid>.<base64url>`. */
  accepts(text: string, header: string): Promise<boolean>;
  /** The claims of a compact JWS that a pinned key signed with EdDSA; undefined for every other text. */
  claims(token: unknown): Promise<Record<string, unknown> | undefined>;
}

/** Without pinned keys, or where there is no Ed25519, everything counts as unsigned: feeds are taken, and claims are none. */
export function createVerifier(pinned: readonly PublicKey[], subtle: SubtleCrypto | undefined): Verifier {
  const keys = new Map<unknown, CryptoKey>();
  let isAble = subtle !== undefined && pinned.length > 0;

  const importKey = async (pin: PublicKey) => {
    try {
      const { kid, kty, crv, x } = pin;
      const key = await subtle?.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
      if (key) keys.set(kid, key);
    } catch (error) {
      // A key that is none is left out; what it should have signed is then refused.
      if (error instanceof Error && error.name === "NotSupportedError") isAble = false;
    }
  };
  // Begun here, awaited by whoever asks.
  const ready = Promise.all(pinned.map(importKey));

  const verify = async (kid: unknown, signature: string, text: string): Promise<boolean> => {
    await ready;
    const key = keys.get(kid);
    if (!key || !subtle) return false;
    return await subtle.verify("Ed25519", key, bytesOf(signature), new TextEncoder().encode(text));
  };

  return {
    async accepts(text, header) {
      await ready;
      if (!isAble) return true;
      // A kid may hold dots, base64url does not.
      const dot = header.lastIndexOf(".");
      return await verify(header.slice(0, dot), header.slice(dot + 1), text).catch(() => false);
    },
    async claims(token) {
      try {
        const [head = "", body = "", signature = "", more] = String(token).split(".");
        const { alg, kid, crit } = recordOf(textOf(head));
        const isSigned = alg === "EdDSA" && crit === undefined && more === undefined &&
          await verify(kid, signature, `${head}.${body}`);
        return isSigned ? recordOf(textOf(body)) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** Raises an error for what is not base64url. */
function bytesOf(base64url: string) {
  const base64 = base64url.replace(/[-_]/g, (sign) => sign === "-" ? "+" : "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function textOf(base64url: string): string {
  return new TextDecoder().decode(bytesOf(base64url));
}
