import { z } from "zod";
import { baseUrl, type Configured, json, text, whenAll } from "../env/env.ts";

/** A signing key of Apple's "Keys" page, as it was pasted. */
export interface SigningKey {
  keyId: string;
  teamId: string;
  p8: string;
}

const namedKeys = json.pipe(z.record(
  // the name that version.json gives a component's key, or that name for one environment only
  z.string().regex(/^[a-z][a-z0-9_-]{0,47}(:(production|sandbox))?$/),
  z.strictObject({ key_id: text, team_id: text, p8: text }),
));

export const apnsEnv = z.object({
  APNS_KEY_ID: text.optional(),
  APNS_TEAM_ID: text.optional(),
  APNS_AUTH_KEY_P8: text.optional(),
  APNS_KEYS: namedKeys.optional(),
  APNS_PRODUCTION_URL: baseUrl.default("https://api.push.apple.com"),
  APNS_SANDBOX_URL: baseUrl.default("https://api.sandbox.push.apple.com"),
  /** PEM, only for a stand-in. */
  APNS_CA_CERT: text.optional(),
}).transform(({ APNS_KEY_ID, APNS_TEAM_ID, APNS_AUTH_KEY_P8, ...value }) => {
  const named = Object.entries(value.APNS_KEYS ?? {}).map((
    [name, { key_id, team_id, p8 }],
  ): [string, Configured<SigningKey>] => [
    name,
    { configured: true, value: { keyId: key_id, teamId: team_id, p8 } },
  ]);
  const ofVariables = whenAll(
    { APNS_KEY_ID, APNS_TEAM_ID, APNS_AUTH_KEY_P8 },
    (all): SigningKey => ({ keyId: all.APNS_KEY_ID, teamId: all.APNS_TEAM_ID, p8: all.APNS_AUTH_KEY_P8 }),
  );
  const keys: Record<string, Configured<SigningKey>> = { default: ofVariables, ...Object.fromEntries(named) };
  return {
    /** By name; `default` is the one of the single variables, the others come from APNS_KEYS. */
    keys,
    urls: { production: value.APNS_PRODUCTION_URL, sandbox: value.APNS_SANDBOX_URL },
    caCert: value.APNS_CA_CERT,
  };
});
export type ApnsEnv = z.output<typeof apnsEnv>;
