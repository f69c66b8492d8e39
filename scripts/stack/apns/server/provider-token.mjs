// @ts-check
import { createPublicKey, verify } from "node:crypto";

/** Apple: a token older than an hour is refused. */
const maxAgeS = 3600;
/** How far a provider's clock may run ahead. Apple publishes no figure. */
const maxAheadS = 60;
/** Apple: renew no more than once every 20 minutes on the same connection. */
const minRenewalS = 1200;

/**
 * @typedef {{ iat: number } | null} Claims null: not a token that this team's key signed
 * @typedef {{ token: string, iat: number } | null} Accepted the newest token that a connection has used
 */

/** @param {string} part base64url of a JSON object */
function decode(part) {
  const value = JSON.parse(Buffer.from(part, "base64url").toString());
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return value;
}

/**
 * Verifies provider tokens. Signatures are verified once per token and remembered: the same token arrives with each of a
 * million requests.
 *
 * @param {{ keyId: string, teamId: string, publicKey: string | import("node:crypto").JsonWebKey }} options
 *   the key as PEM (SPKI) or JWK
 */
export function providerTokenVerifier({ keyId, teamId, publicKey }) {
  const key = typeof publicKey === "string"
    ? createPublicKey(publicKey)
    : createPublicKey({ key: publicKey, format: "jwk" });
  /** @type {Map<string, Claims>} */
  const known = new Map();

  /** @param {string} token @returns {Claims} */
  function read(token) {
    try {
      const [header, claims, signature, ...more] = token.split(".");
      if (!header || !claims || !signature || more.length > 0) return null;
      const { alg, kid } = decode(header);
      const { iss, iat } = decode(claims);
      if (alg !== "ES256" || kid !== keyId || iss !== teamId || !Number.isInteger(iat)) return null;
      const isSigned = verify(
        "sha256",
        Buffer.from(`${header}.${claims}`),
        { key, dsaEncoding: "ieee-p1363" },
        Buffer.from(signature, "base64url"),
      );
      return isSigned ? { iat } : null;
    } catch {
      return null;
    }
  }

  return {
    /**
     * The reason to refuse an `authorization` header, or what the connection has accepted from now on.
     *
     * @param {string | undefined} authorization
     * @param {number} nowS Unix seconds on the simulator's clock
     * @param {Accepted} accepted what the connection has accepted so far
     * @returns {string | NonNullable<Accepted>}
     */
    verify(authorization, nowS, accepted) {
      if (!authorization || !/^bearer /i.test(authorization)) return "MissingProviderToken";
      const token = authorization.slice(7);
      let claims = known.get(token);
      if (claims === undefined) {
        if (known.size >= 1000) known.clear();
        claims = read(token);
        known.set(token, claims);
      }
      if (claims === null || claims.iat > nowS + maxAheadS) return "InvalidProviderToken";
      if (claims.iat < nowS - maxAgeS) return "ExpiredProviderToken";
      if (accepted === null) return { token, iat: claims.iat };
      if (accepted.token === token) return accepted;
      // Requests under way when a worker renews its token still carry the older one; that is no renewal.
      if (claims.iat <= accepted.iat - minRenewalS) return accepted;
      return claims.iat < accepted.iat + minRenewalS
        ? "TooManyProviderTokenUpdates"
        : { token, iat: claims.iat };
    },
  };
}
