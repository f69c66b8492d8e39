import type { StoreStatus } from "../control-plane/control-plane.ts";
import type { WebhookSession } from "./open.ts";
import type { StoreDelivery, StoreWebhook } from "./webhook-api.ts";

/** What App Store Connect has of an app's webhook, and what Postgres knows of the app. */
interface WebhookStatus {
  app_id: string;
  components: string[];
  url: string;
  /** Null: there is none that calls this project. */
  webhook: StoreWebhook | null;
  /** The newest five. */
  deliveries: StoreDelivery[];
  apps: StoreStatus["apps"];
  uploads: StoreStatus["uploads"];
  events: StoreStatus["events"];
}

/** Asks both. Reads only. */
export async function readWebhooks(
  { api, apps, control }: WebhookSession,
  signal: AbortSignal,
): Promise<WebhookStatus[]> {
  const known = await control.storeStatus();
  return await Promise.all(apps.map(async ({ appId, components, url }) => {
    const webhook = (await api.list(appId, signal)).find((one) => one.url === url) ?? null;
    const deliveries = webhook === null ? [] : (await api.deliveries(webhook.id, signal)).slice(0, 5);
    return {
      ...{ app_id: appId, components, url, webhook, deliveries },
      apps: known.apps.filter(({ app_id }) => app_id === appId),
      uploads: known.uploads.filter(({ component }) => components.includes(component)),
      events: known.events.filter(({ app_id }) => app_id === null || app_id === appId).slice(0, 5),
    };
  }));
}

/** The same for people. */
export function describeWebhooks(all: readonly WebhookStatus[]): string[] {
  return all.flatMap(({ app_id, components, url, webhook, deliveries, apps, uploads, events }) => [
    `app ${app_id}: ${components.join(", ")}`,
    `  address    ${url}`,
    `  webhook    ${
      webhook === null
        ? "none: slipway ios webhook install"
        : webhook.enabled
        ? "on"
        : "off: slipway ios webhook install"
    }`,
    ...deliveries.map(({ at, state, status, problem }) =>
      `  delivery   ${at} ${state}${status === null ? "" : ` ${status}`}${
        problem === null ? "" : ` ${problem}`
      }`
    ),
    ...events.map(({ received_at, type, state, outcome, code }) =>
      `  taken      ${received_at} ${type} ${state ?? ""} ${outcome}${code === null ? "" : ` ${code}`}`
    ),
    ...apps.length === 0 ? ["  followed   not declared: the next slipway ship writes it down"] : [],
    ...apps.map((app) => `  ${app.component.padEnd(10)} ${announces(app)}; ${looked(app)}`),
    ...uploads.map(({ component, version, build, state, verdict }) =>
      `  on its way ${component} ${version ?? "?"} (${build}): ${state} (${verdict})`
    ),
  ]);
}

function announces({ auto_channel, auto_bps }: StoreStatus["apps"][number]): string {
  if (auto_channel === null || auto_bps === null) return "a person confirms builds";
  return `builds are announced on ${auto_channel} to ${auto_bps / 100}% by themselves`;
}

function looked({ looked_at, next_look_at, error, failures }: StoreStatus["apps"][number]): string {
  const trouble = error === null ? "" : `, failed ${failures} times: ${error}`;
  return `looked up ${looked_at ?? "never"}, next ${next_look_at ?? "after a webhook"}${trouble}`;
}
