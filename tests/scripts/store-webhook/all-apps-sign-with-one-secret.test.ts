import { expect, test } from "vitest";
import { applyWebhooks, planWebhooks } from "../../../scripts/store-webhook/install.ts";
import {
  followedTypes,
  type StoreWebhook,
  type WebhookApi,
} from "../../../scripts/store-webhook/webhook-api.ts";

const app = (appId: string) => ({ appId, components: [`app-${appId}`], url: `https://p.test/${appId}` });
const { signal } = new AbortController();

/** A store with a webhook for some apps; each knows its secret, and the run is stopped after so many changes. */
function storeWith(...appIds: string[]) {
  const secrets = new Map(appIds.map((appId) => [appId, "old"]));
  let left = Number.POSITIVE_INFINITY;
  const webhookOf = (appId: string): StoreWebhook => ({
    ...{ id: appId, name: "Slipway", url: app(appId).url },
    ...{ enabled: true, eventTypes: followedTypes },
  });
  const put = (appId: string, secret: string) => {
    if (left-- <= 0) throw new Error("stopped");
    secrets.set(appId, secret);
    return Promise.resolve(webhookOf(appId));
  };
  const api: WebhookApi = {
    list: (appId) => Promise.resolve(secrets.has(appId) ? [webhookOf(appId)] : []),
    create: (appId, { secret }) => put(appId, secret),
    change: (id, { secret }) => put(id, secret ?? secrets.get(id) ?? ""),
    ping: () => Promise.resolve(),
    deliveries: () => Promise.resolve([]),
  };
  return { api, secrets, stopAfter: (changes: number) => left = changes };
}

test("an app that nobody named gets the new secret too, because the function has one for all", async () => {
  const { api, secrets } = storeWith("11111");
  const session = { api, apps: [app("22222")], others: [app("11111"), app("33333")] };
  const planned = await planWebhooks(session, false, signal);
  expect(planned.map(({ app: { appId }, action }) => [appId, action])).toEqual([
    ["22222", "create"],
    ["11111", "update"],
  ]);
  expect(await applyWebhooks(session, planned, "new", signal)).toEqual(["22222", "11111"]);
  expect([...secrets]).toEqual([["11111", "new"], ["22222", "new"]]);
});

test("an app that nobody named is left alone when the secret stays", async () => {
  const { api } = storeWith("11111", "22222");
  const planned = await planWebhooks({ api, apps: [app("22222")], others: [app("11111")] }, false, signal);
  expect(planned.map(({ action }) => action)).toEqual(["keep"]);
});

test("the webhook of another project of the same app stays, and is named", async () => {
  const { api } = storeWith("11111");
  const here = { ...app("11111"), url: "https://staging.test/11111" };
  const planned = await planWebhooks({ api, apps: [here], others: [] }, false, signal);
  expect(planned).toMatchObject([{ action: "create", webhook: null, elsewhere: [app("11111").url] }]);
});

test.each([0, 1, 2])("the next run makes up for one that stopped after %i changes", async (changes) => {
  const { api, secrets, stopAfter } = storeWith("22222", "33333");
  const session = { api, apps: [app("11111"), app("22222"), app("33333")], others: [] };
  stopAfter(changes);
  const first = await planWebhooks(session, false, signal);
  await expect(applyWebhooks(session, first, "first", signal)).rejects.toThrow("stopped");
  stopAfter(9);
  await applyWebhooks(session, await planWebhooks(session, false, signal), "second", signal);
  expect([...secrets.values()]).toEqual(["second", "second", "second"]);
});
