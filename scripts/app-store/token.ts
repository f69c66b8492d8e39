import { importPKCS8, SignJWT } from "jose";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { now } from "../runtime.ts";
import type { StoreCredential } from "./credentials.ts";

/** Seconds. Apple refuses tokens that last longer than 20 minutes; a clock that runs ahead must not make one from the future. */
const lifetimeS = 15 * 60;
const backdatedS = 60;
/** A token is used for this long: it must still be valid while a request is on its way. */
const reusedS = 10 * 60;

/**
 * Gives the token for a request, a new one every ten minutes. Source: Apple, "Generating Tokens for API Requests": a team's key
 * carries its issuer, an individual key `sub: user` and no issuer. Raises `store_key_invalid` (exit 4).
 */
export function createTokens({ keyId, issuerId, p8 }: StoreCredential, clock = now): () => Promise<string> {
  let issuedAt = -Infinity;
  let token: Promise<string> | undefined;
  return () => {
    const seconds = Math.floor(clock() / 1000);
    if (token === undefined || seconds - issuedAt >= reusedS) {
      issuedAt = seconds;
      token = sign(seconds - backdatedS);
    }
    return token;
  };

  async function sign(iat: number): Promise<string> {
    const key = await importPKCS8(p8, "ES256").catch((cause) => {
      const error = new CommandError(
        "store_key_invalid",
        "ASC_KEY_P8 is not a P-256 key in PKCS #8 form",
        "Take the text of AuthKey_<id>.p8, its first and last line included.",
        exitCode.credentials,
      );
      throw Object.assign(error, { cause });
    });
    const claims = issuerId === undefined ? { sub: "user" } : { iss: issuerId };
    return await new SignJWT({ ...claims, iat, exp: iat + lifetimeS, aud: "appstoreconnect-v1" })
      .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT" })
      .sign(key);
  }
}
