// The environment of the functions: the stand-ins' values, each replaced by the variable of the same name if that is set.

import type { Apns } from "./apns/apns.ts";
import type { Identity } from "./identity.ts";
import type { Telegram } from "./telegram/telegram.ts";

/** Reads a variable of the stack's own environment. */
export type ReadEnv = (name: string) => string | undefined;

/** The variables that functions see, under their hosted names. */
export function functionsEnvironment(
  { identity, apns, telegram, gatewayUrl, env }: {
    identity: Identity;
    apns: Apns;
    telegram: Telegram;
    gatewayUrl: string;
    env: ReadEnv;
  },
): Record<string, string> {
  const replaceable = {
    APNS_KEY_ID: identity.apns.keyId,
    APNS_TEAM_ID: identity.apns.teamId,
    APNS_AUTH_KEY_P8: identity.apns.privateKey,
    APNS_PRODUCTION_URL: apns.productionUrl,
    APNS_SANDBOX_URL: apns.sandboxUrl,
    APNS_CA_CERT: apns.caCert,
    TELEGRAM_BOT_TOKEN: identity.telegram.token,
    TELEGRAM_CHAT_ID: identity.telegram.chatId,
    TELEGRAM_API_URL: telegram.apiUrl,
    NOTIFY_IOS_BUILD_SECRET: identity.notifySecret,
    // to try things here, one secret is enough
    HEARTBEAT_SECRET: identity.notifySecret,
  };
  const { publishable, secret } = identity.keys;
  const signingKeys = env("SLIPWAY_SIGNING_KEYS");
  return {
    SUPABASE_URL: gatewayUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishable }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secret }),
    ...Object.fromEntries(Object.entries(replaceable).map(([name, value]) => [name, env(name) ?? value])),
    // without them nothing is signed, and that is fine
    ...signingKeys === undefined ? {} : { SLIPWAY_SIGNING_KEYS: signingKeys },
  };
}
