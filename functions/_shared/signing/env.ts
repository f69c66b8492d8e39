import { z } from "zod";
import { json } from "../env/env.ts";

/** 32 bytes in base64url. */
const octets = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** RFC 8037. What is left after a rotation has no `d`: it only verifies. */
const keySchema = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  // it stands before a dot
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  x: octets,
  d: octets.optional(),
});

/** A key as apps pin it. */
export type PublicKey = Omit<z.infer<typeof keySchema>, "d">;

/** A key with its secret half. */
export type SigningKey = PublicKey & { d: string };

interface SigningKeys {
  /** The first one; undefined: nothing is signed. */
  signing: SigningKey | undefined;
  published: PublicKey[];
}

const keySet = json.pipe(
  z.object({ keys: z.array(keySchema) })
    .refine(({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length)
    .refine(({ keys }) => keys[0]?.d !== undefined, { path: ["keys", 0] }),
);

export const signingVariables = { SLIPWAY_SIGNING_KEYS: keySet.optional() };

export const signingEnv = z.object(signingVariables).transform(({ SLIPWAY_SIGNING_KEYS }) =>
  signingKeys(SLIPWAY_SIGNING_KEYS)
);

export function signingKeys(set: z.infer<typeof keySet> | undefined): SigningKeys {
  const [first] = set?.keys ?? [];
  return {
    signing: first?.d === undefined ? undefined : { ...first, d: first.d },
    published: (set?.keys ?? []).map(({ kty, crv, kid, x }) => ({ kty, crv, kid, x })),
  };
}
