import { verifyAuth } from "@supabase/server/core";
import type { Env } from "./env.ts";
import { Problem } from "./errors.ts";

/** Passes, or throws Problem 401. Does nothing else: a wrong credential must cause no work. */
export type Authorize = (request: Request) => Promise<void>;

type KeyKind = "publishable" | "secret";

/** Any of the project's keys of these kinds in the header `apikey`, so that a named key can be rotated alone. */
export function requireApiKey(
  env: Pick<Env, "supabaseUrl" | "publishableKeys" | "secretKeys">,
  kinds: readonly KeyKind[],
): Authorize {
  return async (request) => {
    const { error } = await verifyAuth(request, {
      auth: kinds.map((kind): `${KeyKind}:*` => `${kind}:*`),
      env: {
        url: env.supabaseUrl,
        publishableKeys: env.publishableKeys,
        secretKeys: env.secretKeys,
        jwks: null,
      },
    });
    if (error) {
      throw unauthorized(`Send a ${kinds.join(" or ")} key of this project in the header apikey.`);
    }
  };
}

/**
 * `Authorization: Bearer <secret>`, compared in constant time.
 * @throws Problem 503 `not_configured` while no secret is set: nobody can be right then.
 */
export function requireBearer(secret: string | undefined, variable: string): Authorize {
  return async (request) => {
    if (secret === undefined) {
      throw new Problem("not_configured", 503, `${variable} is not set.`, {
        hint: "Set it among the function's secrets.",
        headers: { "retry-after": "60" },
      });
    }
    const [, token] = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    if (token === undefined || !(await isSame(token, secret))) {
      throw unauthorized(`Send Authorization: Bearer with the value of ${variable}.`);
    }
  };
}

function unauthorized(hint: string): Problem {
  return new Problem("credential_invalid", 401, "The credential is missing or wrong.", { hint });
}

/** Compares digests: equal length whatever was sent, and the time says nothing about where they differ. */
async function isSame(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([digest(a), digest(b)]);
  let difference = 0;
  left.forEach((byte, index) => difference |= byte ^ (right[index] ?? 0));
  return difference === 0;
}

async function digest(value: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(value)));
}
