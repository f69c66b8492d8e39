import { importPKCS8, SignJWT } from "jose";

/** A key of App Store Connect's "Users and Access → Integrations". */
export interface StoreKey {
  keyId: string;
  /** The team's, a uuid; an individual key has none. */
  issuerId: string | undefined;
  /** PEM, PKCS #8. */
  p8: string;
}

/** Seconds. Apple refuses tokens that last longer than 20 minutes; a clock that runs ahead must not make one from the future. */
const lifetimeS = 15 * 60;
const backdatedS = 60;
/** A token is used for this long: it must still be valid while a request is on its way. */
const reusedS = 10 * 60;

/** Gives the token for a request; after a refusal another one, by the clock of the `date` that came with it. */
export type Tokens = (refusal?: { refusedAt: string | null }) => Promise<string>;

/**
 * Makes tokens, a new one every ten minutes by `clock` (milliseconds since 1970). Source: Apple, "Generating Tokens for API Requests": a
 * team's key carries its issuer, an individual key `sub: user` and no issuer. Raises what `invalid` makes of a text that is no key.
 */
export function createTokens(
  { keyId, issuerId, p8 }: StoreKey,
  clock: () => number,
  invalid: (cause: unknown) => Error,
): Tokens {
  let issuedAt = -Infinity;
  let token: Promise<string> | undefined;
  /** Seconds that this clock is ahead of Apple's, once that is known. */
  let ahead = 0;
  let refusals = 0;
  return (refusal) => {
    if (refusal !== undefined) {
      token = undefined;
      refusals++;
      const there = Date.parse(refusal.refusedAt ?? "");
      if (!Number.isNaN(there)) ahead = Math.floor((clock() - there) / 1000);
    }
    const seconds = Math.floor(clock() / 1000) - ahead;
    const age = seconds - issuedAt;
    // a clock that was set back makes it younger than nothing
    if (token === undefined || age < 0 || age >= reusedS) {
      issuedAt = seconds;
      // in the same second it would be the same token again
      token = sign(seconds - backdatedS, lifetimeS - refusals);
    }
    return token;
  };

  async function sign(iat: number, lasts: number): Promise<string> {
    const key = await importPKCS8(p8, "ES256").catch((cause) => {
      throw invalid(cause);
    });
    const claims = issuerId === undefined ? { sub: "user" } : { iss: issuerId };
    return await new SignJWT({ ...claims, iat, exp: iat + lasts, aud: "appstoreconnect-v1" })
      .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT" })
      .sign(key);
  }
}
