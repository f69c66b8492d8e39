// API keys of a stack, in the hosted shape, and which role each one stands for.

import { SignJWT } from "jose";

/** The keys of one stack. */
export interface Keys {
  publishable: string;
  secret: string;
  /** Signs the two role tokens that the gateway passes on in place of an opaque key. */
  jwtSecret: string;
}

/** The role that a key stands for. */
export type KeyRole = "anon" | "service_role";

/** New keys: 136 random bits each; a hosted project has 132. */
export function createKeys(random: (bytes: number) => string): Keys {
  return {
    publishable: `sb_publishable_${random(17)}`,
    secret: `sb_secret_${random(17)}`,
    jwtSecret: random(32),
  };
}

/** The role of a key; undefined for a key that is not of this stack. */
export function roleOf(keys: Keys, key: string | null): KeyRole | undefined {
  if (key === keys.secret) return "service_role";
  if (key === keys.publishable) return "anon";
  return undefined;
}

/** The key that a request carries: header `apikey`, else query `apikey`, else a Bearer token. */
export function keyOf(request: Request): string | null {
  return request.headers.get("apikey") ??
    new URL(request.url).searchParams.get("apikey") ??
    /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ??
    null;
}

/** The legacy role tokens (HS256, ten years), which the hosted gateway puts in place of an opaque key. */
export async function roleTokens(keys: Keys): Promise<Record<KeyRole, string>> {
  const sign = (role: KeyRole) =>
    new SignJWT({ role, iss: "slipway-local" })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuedAt().setExpirationTime("10y")
      .sign(new TextEncoder().encode(keys.jwtSecret));
  const [anon, service_role] = await Promise.all([sign("anon"), sign("service_role")]);
  return { anon, service_role };
}
