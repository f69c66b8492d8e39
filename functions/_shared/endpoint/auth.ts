import { wakeToken, wakeTokenHeader, wakeTokenPrefix } from "../contract/wake-token.ts";
import type { Authorize } from "./endpoint.ts";
import { Problem } from "./problem.ts";

/**
 * Any of the project's keys of these kinds in the header `apikey`, so that a named key can be rotated alone. Each kind
 * maps the keys' names to the keys.
 */
export function requireApiKey(keys: { publishable?: NamedKeys; secret?: NamedKeys }): Authorize {
  const known = Object.values(keys).flatMap((named) => Object.values(named ?? {}));
  const kinds = Object.keys(keys).join(" or ");
  return async (request) => {
    if (await isAnyOf(request.headers.get("apikey"), known)) return;
    refuseWakeToken(request);
    throw unauthorized(`Send a ${kinds} key of this project in the header apikey.`);
  };
}

/**
 * The database, by the wake token of any of these secret keys, so that a key can be rotated while the vault still holds the token of the
 * old one; or whoever has a secret key itself. Only for functions that take no orders: they do what is due anyway.
 */
export function requireWake(secretKeys: NamedKeys): Authorize {
  const requireSecretKey = requireApiKey({ secret: secretKeys });
  let tokens: Promise<string[]> | undefined;
  return async (request) => {
    const given = request.headers.get(wakeTokenHeader);
    if (given === null) return await requireSecretKey(request);
    // kept for the isolate's life, like the keys
    tokens ??= Promise.all(Object.values(secretKeys).map(wakeToken));
    if (await isAnyOf(given, await tokens)) return;
    throw unauthorized(
      "The wake token of the vault is not that of a secret key of this project: slipway repair.",
    );
  };
}

type NamedKeys = Readonly<Record<string, string>>;

/**
 * `Authorization: Bearer <secret>`. Raises Problem 503 `not_configured` while no secret is set: nobody can be right
 * then.
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
    if (await isAnyOf(token ?? null, [secret])) return;
    refuseWakeToken(request);
    throw unauthorized(`Send Authorization: Bearer with the value of ${variable}.`);
  };
}

/** Says of a wake token that this is not what it is for, wherever it is shown, and whether or not it is one of this project. */
function refuseWakeToken(request: Request): void {
  const shown = ["apikey", "authorization"].some((name) =>
    request.headers.get(name)?.includes(wakeTokenPrefix)
  );
  if (!shown && !request.headers.has(wakeTokenHeader)) return;
  throw new Problem("wake_token_only_wakes", 403, "A wake token opens nothing here.", {
    hint: `It only wakes announce, push and asc-webhook, in the header ${wakeTokenHeader}.`,
  });
}

function unauthorized(hint: string): Problem {
  return new Problem("credential_invalid", 401, "The credential is missing or wrong.", { hint });
}

/**
 * In constant time: digests have equal length whatever was sent, all of them are compared, and the time says nothing
 * about where they differ.
 */
async function isAnyOf(given: string | null, known: readonly string[]): Promise<boolean> {
  if (given === null) return false;
  const [digestOfGiven, ...digests] = await Promise.all([given, ...known].map(digest));
  const equal = digests.map((one) => {
    let difference = 0;
    one.forEach((byte, index) => difference |= byte ^ (digestOfGiven?.[index] ?? 0));
    return difference === 0;
  });
  return equal.includes(true);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
