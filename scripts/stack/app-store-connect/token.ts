import { importJWK, importSPKI, jwtVerify } from "jose";
import { z } from "zod";

/** The one key that exists. */
export interface AppStoreKey {
  keyId: string;
  /** Left out: an individual key. */
  issuerId?: string;
  /** The public half: PEM (SPKI) or JWK. */
  publicKey: string | JsonWebKey;
}

/** Apple: a token lasts at most 20 minutes. */
const maxLifetimeS = 1200;
/** How far a caller's clock may run ahead. Apple publishes no figure. */
const maxAheadS = 60;

const header = z.strictObject({ alg: z.literal("ES256"), kid: z.string(), typ: z.literal("JWT") });
const times = {
  iat: z.int(),
  exp: z.int(),
  aud: z.literal("appstoreconnect-v1"),
  scope: z.array(z.string()).optional(),
};
const teamClaims = z.strictObject({ iss: z.string(), ...times });
const userClaims = z.strictObject({ sub: z.literal("user"), ...times });

/** Says why an `authorization` header is refused, or null. `call` is `GET /v1/…`, for tokens that are limited to calls; `at`, milliseconds, is now. */
export function tokenVerifier({ keyId, issuerId, publicKey }: AppStoreKey) {
  const key = typeof publicKey === "string" ? importSPKI(publicKey, "ES256") : importJWK(publicKey, "ES256");
  return async (authorization: string, call: string, at: number): Promise<string | null> => {
    const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
    if (token === undefined) return "there is no bearer token";
    try {
      const verified = await jwtVerify(token, await key, { currentDate: new Date(at) });
      if (header.parse(verified.protectedHeader).kid !== keyId) return "the key is unknown";
      const claims = issuerId === undefined
        ? userClaims.parse(verified.payload)
        : teamClaims.parse(verified.payload);
      if ("iss" in claims && claims.iss !== issuerId) return "the issuer is not the key's";
      if (claims.exp - claims.iat > maxLifetimeS) return "the token lasts longer than 20 minutes";
      if (claims.iat > at / 1000 + maxAheadS) return "the token is from the future";
      if (claims.scope !== undefined && !claims.scope.includes(call)) {
        return "the token is limited to other calls";
      }
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
}
