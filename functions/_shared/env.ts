import { z } from "zod";
import { Problem } from "./errors.ts";

/** The variables a transport needs and the names of those that are absent. */
export type Configured<T> = { configured: true; value: T } | {
  configured: false;
  missing: string[];
};

export interface ApnsEnv {
  keyId: string;
  teamId: string;
  p8: string;
}

export interface TelegramEnv {
  token: string;
  chatId: string;
}

export interface Env {
  supabaseUrl: string;
  publishableKeys: Record<string, string>;
  secretKeys: Record<string, string>;
  /** By name; `default` is the one of the APNS_ variables, the others come from APNS_KEYS. */
  apnsKeys: Record<string, Configured<ApnsEnv>>;
  apnsUrls: { production: string; sandbox: string };
  apnsCaCert: string | undefined;
  telegram: Configured<TelegramEnv>;
  telegramUrl: string;
  notifySecret: string | undefined;
}

const text = z.string().trim().min(1);
const baseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const json = z.string().transform((value, context) => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});
const keys = json.pipe(z.record(z.string(), text).refine((map) => Object.keys(map).length > 0));

const namedKeys = json.pipe(z.record(
  // the name that version.json gives a component's key, or that name for one environment only
  z.string().regex(/^[a-z][a-z0-9_-]{0,47}(:(production|sandbox))?$/),
  z.strictObject({ key_id: text, team_id: text, p8: text }),
));

const schema = z.object({
  SUPABASE_URL: baseUrl,
  SUPABASE_PUBLISHABLE_KEYS: keys,
  SUPABASE_SECRET_KEYS: keys,
  APNS_KEY_ID: text.optional(),
  APNS_TEAM_ID: text.optional(),
  APNS_AUTH_KEY_P8: text.optional(),
  APNS_PRODUCTION_URL: baseUrl.default("https://api.push.apple.com"),
  APNS_SANDBOX_URL: baseUrl.default("https://api.sandbox.push.apple.com"),
  APNS_KEYS: namedKeys.optional(),
  APNS_CA_CERT: text.optional(),
  TELEGRAM_BOT_TOKEN: text.optional(),
  TELEGRAM_CHAT_ID: text.optional(),
  TELEGRAM_API_URL: baseUrl.default("https://api.telegram.org"),
  NOTIFY_IOS_BUILD_SECRET: text.optional(),
});

const names = Object.keys(schema.shape);

/**
 * Reads every variable once. An empty variable counts as absent. A transport without its variables is merely not
 * configured.
 * @throws Problem `environment_invalid` naming every missing or malformed variable at once, never a value.
 */
export function parseEnv(read: (name: string) => string | undefined): Env {
  const raw = Object.fromEntries(names.map((name) => [name, read(name)?.trim() || undefined]));
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const said = wrong.map((name) => `${name} is ${raw[name] === undefined ? "missing" : "malformed"}`);
    throw new Problem("environment_invalid", 500, `${said.join(", ")}.`, {
      hint: "Set the function's environment and deploy again.",
    });
  }
  const value = parsed.data;
  return {
    supabaseUrl: value.SUPABASE_URL,
    publishableKeys: value.SUPABASE_PUBLISHABLE_KEYS,
    secretKeys: value.SUPABASE_SECRET_KEYS,
    apnsKeys: {
      default: whenAll(
        {
          APNS_KEY_ID: value.APNS_KEY_ID,
          APNS_TEAM_ID: value.APNS_TEAM_ID,
          APNS_AUTH_KEY_P8: value.APNS_AUTH_KEY_P8,
        },
        (all) => ({ keyId: all.APNS_KEY_ID, teamId: all.APNS_TEAM_ID, p8: all.APNS_AUTH_KEY_P8 }),
      ),
      ...Object.fromEntries(
        Object.entries(value.APNS_KEYS ?? {}).map((
          [name, { key_id, team_id, p8 }],
        ): [string, Configured<ApnsEnv>] => [
          name,
          { configured: true, value: { keyId: key_id, teamId: team_id, p8 } },
        ]),
      ),
    },
    apnsUrls: { production: value.APNS_PRODUCTION_URL, sandbox: value.APNS_SANDBOX_URL },
    apnsCaCert: value.APNS_CA_CERT,
    telegram: whenAll(
      {
        TELEGRAM_BOT_TOKEN: value.TELEGRAM_BOT_TOKEN,
        TELEGRAM_CHAT_ID: value.TELEGRAM_CHAT_ID,
      },
      (all) => ({ token: all.TELEGRAM_BOT_TOKEN, chatId: all.TELEGRAM_CHAT_ID }),
    ),
    telegramUrl: value.TELEGRAM_API_URL,
    notifySecret: value.NOTIFY_IOS_BUILD_SECRET,
  };
}

function whenAll<Name extends string, T>(
  values: Record<Name, string | undefined>,
  build: (all: Record<Name, string>) => T,
): Configured<T> {
  const missing = Object.entries(values).filter(([, value]) => value === undefined).map(([name]) => name);
  return isComplete(values) ? { configured: true, value: build(values) } : { configured: false, missing };
}

function isComplete<Name extends string>(
  values: Record<Name, string | undefined>,
): values is Record<Name, string> {
  return Object.values(values).every((value) => value !== undefined);
}
