import { importPKCS8, SignJWT } from "jose";
import type { ApnsEnvironment } from "../contract/fields.ts";
import { Problem } from "../endpoint/problem.ts";
import type { Configured } from "../env/env.ts";
import type { SigningKey } from "./env.ts";
import { sha256 } from "./sha256.ts";

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
