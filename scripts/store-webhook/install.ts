import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { WebhookApp, WebhookSession } from "./open.ts";
import { followedTypes, type StoreWebhook, type WebhookApi } from "./webhook-api.ts";

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
  /** Where others of that name call: another project of the same app, or one that is gone. Nobody but a person can tell, so they stay. */
  elsewhere: string[];
}

/**
 * Compares what the store has with what it should have. With `isSecretNew` every webhook needs the new secret, also because one that is
 * added needs one: the store shows no secret, and the function has one for all apps. So that of an app that nobody named gets it too.
 * Raises `webhooks_full` (exit 5).
 */
export async function planWebhooks(
  { api, apps, others }: Pick<WebhookSession, "api" | "apps" | "others">,
  isSecretNew: boolean,
  signal: AbortSignal,
): Promise<PlannedWebhook[]> {
  const found = await Promise.all(apps.map(async (app) => {
    const all = await api.list(app.appId, signal);
    const webhook = all.find(({ url }) => url === app.url) ?? null;
    if (webhook === null && all.length >= most) throw full(app, all);
    const elsewhere = all.filter(({ name, url }) => name === webhookName && url !== app.url);
    return { app, webhook, elsewhere: elsewhere.map(({ url }) => url) };
  }));
  const isAnyMissing = found.some(({ webhook }) => webhook === null);
  const planned = found.map(({ webhook, ...one }): PlannedWebhook => {
    if (webhook === null) return { ...one, webhook, action: "create" };
    return {
      ...one,
      webhook,
      action: isSecretNew || isAnyMissing || !isRight(webhook) ? "update" : "keep",
    };
  });
  if (!needsSecret(planned, isSecretNew)) return planned;
  const rest = await Promise.all(others.map(async (app): Promise<PlannedWebhook[]> => {
    const webhook = (await api.list(app.appId, signal)).find(({ url }) => url === app.url);
    return webhook === undefined ? [] : [{ app, webhook, action: "update", elsewhere: [] }];
  }));
  return [...planned, ...rest.flat()];
}

function isRight({ enabled, eventTypes }: StoreWebhook): boolean {
  return enabled && followedTypes.every((type) => eventTypes.includes(type));
}

/** Whether function secrets must be set before the webhooks are. */
export function needsSecret(planned: readonly PlannedWebhook[], isSecretNew: boolean): boolean {
  return isSecretNew || planned.some(({ action }) => action === "create");
}

/** Creates and changes webhooks as planned; without a secret theirs stay as they are. The ids, in order. */
export async function applyWebhooks(
  { api }: Pick<WebhookSession, "api">,
  planned: readonly PlannedWebhook[],
  secret: string | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const ids = new Map<PlannedWebhook, string>();
  // a missing one brings the next run to give all of them a secret: so it comes last, and a run that was stopped is made up for
  const isMissing = ({ action }: PlannedWebhook) => Number(action === "create");
  for (const one of planned.toSorted((a, b) => isMissing(a) - isMissing(b))) {
    ids.set(one, await apply(api, one, secret, signal));
  }
  return planned.flatMap((one) => ids.get(one) ?? []);
}

async function apply(
  api: WebhookApi,
  { app, webhook, action }: PlannedWebhook,
  secret: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const wanted = { enabled: true, name: webhookName, url: app.url };
  if (webhook === null) {
    const created = { ...wanted, eventTypes: followedTypes, secret: secret ?? "" };
    return (await api.create(app.appId, created, signal)).id;
  }
  if (action === "keep") return webhook.id;
  // what a person added to it is kept
  const eventTypes = [...new Set([...webhook.eventTypes, ...followedTypes])];
  const changed = { ...wanted, eventTypes, ...secret === undefined ? {} : { secret } };
  return (await api.change(webhook.id, changed, signal)).id;
}

function full({ appId }: WebhookApp, all: readonly StoreWebhook[]): CommandError {
  return new CommandError(
    "webhooks_full",
    `app ${appId} has ${all.length} webhooks, and App Store Connect allows ${most}`,
    "Delete one that nobody needs: App Store Connect, Users and Access, Integrations, Webhooks.",
    exitCode.refused,
  );
}
