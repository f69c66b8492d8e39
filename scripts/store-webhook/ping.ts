import { CommandError } from "../cli/command-error.ts";
import { elapsed, sleep } from "../runtime.ts";
import type { StoreStatus } from "../control-plane/control-plane.ts";
import type { WebhookApp, WebhookSession } from "./open.ts";
import type { StoreWebhook } from "./webhook-api.ts";

/** Milliseconds between two looks at the database. */
const lookEveryMs = 500;

/** An app's webhook that called back. */
interface Answered {
  app_id: string;
  event: string;
  ms: number;
}

/**
 * Makes the store ping every app's webhook, and waits until Postgres has what came. Raises `webhook_missing` (exit 1) and
 * `webhook_silent` (exit 1), which says what the store saw.
 */
export async function pingWebhooks(
  { api, apps, control }: WebhookSession,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answered[]> {
  const webhooks = await Promise.all(apps.map(async (app) => ({
    app,
    webhook: require(app, await api.list(app.appId, signal)),
  })));
  return await Promise.all(webhooks.map(async ({ app, webhook }) => {
    const before = new Set(pings(await control.storeStatus(), app).map(({ id }) => id));
    const from = elapsed();
    await api.ping(webhook.id, signal);
    for (;;) {
      const event = pings(await control.storeStatus(), app).find(({ id }) => !before.has(id));
      if (event !== undefined) {
        return { app_id: app.appId, event: event.id, ms: Math.round(elapsed() - from) };
      }
      if (elapsed() - from > timeoutMs) break;
      await sleep(lookEveryMs, signal);
    }
    const [last] = await api.deliveries(webhook.id, signal);
    const said = last === undefined
      ? "App Store Connect lists no delivery"
      : `App Store Connect says ${last.state}${last.problem === null ? "" : `: ${last.problem}`}`;
    throw new CommandError(
      "webhook_silent",
      `the ping of app ${app.appId} did not come within ${timeoutMs / 1000} s; ${said}`,
      "Is asc-webhook deployed, and its ASC_WEBHOOK_SECRET that of the webhook? slipway ios webhook install --new-secret.",
    );
  }));
}

function pings({ events }: StoreStatus, { appId }: WebhookApp) {
  return events.filter(({ type, app_id }) => type === "webhookPingCreated" && app_id === appId);
}

function require({ appId, url }: WebhookApp, all: readonly StoreWebhook[]): StoreWebhook {
  const webhook = all.find((one) => one.url === url);
  if (webhook !== undefined) return webhook;
  throw new CommandError(
    "webhook_missing",
    `app ${appId} has no webhook that calls ${url}`,
    "Run slipway ios webhook install.",
  );
}
