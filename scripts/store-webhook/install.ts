import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { WebhookApp, WebhookSession } from "./open.ts";
import { followedTypes, type StoreWebhook } from "./webhook-api.ts";

/** How Slipway's webhooks are called in App Store Connect. */
const webhookName = "Slipway";
/** Apple: "up to 10 webhooks for each app". */
const most = 10;

/** What is to be done about one app. */
interface PlannedWebhook {
  app: WebhookApp;
  /** Null: there is none yet. */
  webhook: StoreWebhook | null;
  action: "create" | "update" | "keep";
}

/**
 * Compares what the store has with what it should have. With `isSecretNew` every webhook needs the new secret, also because one that is
 * added needs one: the store shows no secret, and the function takes any of those it has. Raises `webhooks_full` (exit 5).
 */
export async function planWebhooks(
  { api, apps }: WebhookSession,
  isSecretNew: boolean,
  signal: AbortSignal,
): Promise<PlannedWebhook[]> {
  const found = await Promise.all(apps.map(async (app) => {
    const all = await api.list(app.appId, signal);
    const webhook = all.find(({ url }) => url === app.url) ?? all.find(({ name }) => name === webhookName) ??
      null;
    if (webhook === null && all.length >= most) throw full(app, all);
    return { app, webhook };
  }));
  const isAnyMissing = found.some(({ webhook }) => webhook === null);
  return found.map(({ app, webhook }) => {
    if (webhook === null) return { app, webhook, action: "create" };
    return {
      app,
      webhook,
      action: isSecretNew || isAnyMissing || !isRight(webhook, app) ? "update" : "keep",
    };
  });
}

function isRight({ enabled, eventTypes, url }: StoreWebhook, app: WebhookApp): boolean {
  return enabled && url === app.url && followedTypes.every((type) => eventTypes.includes(type));
}

/** Whether function secrets must be set before the webhooks are. */
export function needsSecret(planned: readonly PlannedWebhook[], isSecretNew: boolean): boolean {
  return isSecretNew || planned.some(({ action }) => action === "create");
}

/** Creates and changes webhooks as planned; without a secret theirs stay as they are. The ids, in order. */
export async function applyWebhooks(
  { api }: WebhookSession,
  planned: readonly PlannedWebhook[],
  secret: string | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = [];
  for (const { app, webhook, action } of planned) {
    const wanted = { enabled: true, name: webhookName, url: app.url };
    if (action === "keep" && webhook !== null) ids.push(webhook.id);
    else if (webhook !== null) {
      // what a person added to it is kept
      const eventTypes = [...new Set([...webhook.eventTypes, ...followedTypes])];
      const changed = { ...wanted, eventTypes, ...secret === undefined ? {} : { secret } };
      ids.push((await api.change(webhook.id, changed, signal)).id);
    } else {
      const created = { ...wanted, eventTypes: followedTypes, secret: secret ?? "" };
      ids.push((await api.create(app.appId, created, signal)).id);
    }
  }
  return ids;
}

function full({ appId }: WebhookApp, all: readonly StoreWebhook[]): CommandError {
  return new CommandError(
    "webhooks_full",
    `app ${appId} has ${all.length} webhooks, and App Store Connect allows ${most}`,
    "Delete one that nobody needs: App Store Connect, Users and Access, Integrations, Webhooks.",
    exitCode.refused,
  );
}
