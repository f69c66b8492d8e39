// Where a running stack can be reached, and with which keys.

import type { ReadEnv } from "./environment.ts";
import type { Identity } from "./identity.ts";

/** One JSON document: URLs, keys and the control URL of every stand-in. */
export interface StackInfo {
  /** Logs in as the non-superuser `postgres`. */
  db_url: string;
  api_url: string;
  publishable_key: string;
  secret_key: string;
  notify_secret: string;
  realtime_url: string;
  apns: { production_url: string; sandbox_url: string; ca_cert: string; control_url: string };
  telegram: { control_url: string };
  realtime: { control_url: string };
  functions: { control_url: string };
  postgres: { control_url: string };
  net: { control_url: string };
  cron: { control_url: string };
}

interface Parts {
  gateway: { url: string };
  postgres: { ownerUrl: string };
  postgresControl: { url: string };
  apns: { productionUrl: string; sandboxUrl: string; caCert: string; controlUrl: string };
  telegram: { controlUrl: string };
  realtime: { controlUrl: string };
  functions: { controlUrl: string };
  net: { controlUrl: string };
  cron: { controlUrl: string };
}

/** Describes a stack. Variables that replace a value are shown as what the functions see. */
export function describeStack(parts: Parts, { keys, notifySecret }: Identity, env: ReadEnv): StackInfo {
  const { apns } = parts;
  return {
    db_url: parts.postgres.ownerUrl,
    api_url: parts.gateway.url,
    publishable_key: keys.publishable,
    secret_key: keys.secret,
    notify_secret: env("NOTIFY_IOS_BUILD_SECRET") ?? notifySecret,
    realtime_url: `${parts.gateway.url.replace("http", "ws")}/realtime/v1`,
    apns: {
      production_url: env("APNS_PRODUCTION_URL") ?? apns.productionUrl,
      sandbox_url: env("APNS_SANDBOX_URL") ?? apns.sandboxUrl,
      ca_cert: env("APNS_CA_CERT") ?? apns.caCert,
      control_url: apns.controlUrl,
    },
    telegram: { control_url: parts.telegram.controlUrl },
    realtime: { control_url: parts.realtime.controlUrl },
    functions: { control_url: parts.functions.controlUrl },
    postgres: { control_url: parts.postgresControl.url },
    net: { control_url: parts.net.controlUrl },
    cron: { control_url: parts.cron.controlUrl },
  };
}
