import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import { createRequests } from "../../scripts/app-store/requests.ts";
import { demoManifest } from "../../scripts/demo/prepare.ts";
import { httpFetch } from "../../scripts/runtime.ts";
import { createWebhookApi, followedTypes } from "../../scripts/store-webhook/webhook-api.ts";
import { startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

const appId = "1234567890";

/** What the stand-in was asked, and what it sent. */
const received = z.looseObject({
  calls: z.array(z.object({ call: z.string(), status: z.number() })),
  deliveries: z.array(z.looseObject({ id: z.string(), body: z.string(), deliveryState: z.string() })),
});

/** A platform with an app in a store, whose builds are announced by themselves, and devices that wait. */
export async function startStoreStack(
  { devices = 3, auto = true }: { devices?: number; auto?: unknown } = {},
) {
  const on = await startLoadedStack({ devices, appStore: { appId } });
  const { sql, info, operator, control } = on;
  const { appStore, functionsEnv } = on.stack;
  if (appStore === undefined) throw new Error("there is no store");
  // what the store has is for these tests to say
  await sql`delete from ship.builds where component_key = 'ios' and build > 114`;
  const manifest = structuredClone(demoManifest);
  const { ios } = z.object({ ios: z.object({ store: z.record(z.string(), z.unknown()) }) })
    .parse(manifest.components);
  ios.store.auto = auto;
  const components = { ...z.record(z.string(), z.unknown()).parse(manifest.components) };
  components.ios = { ...z.record(z.string(), z.unknown()).parse(components.ios), store: ios.store };
  const synced = await operator.schema("ship").rpc("sync_manifest", {
    manifest: { ...manifest, components },
  });
  if (synced.error) throw new Error(synced.error.message);

  const webhookUrl = `${info.api_url}/functions/v1/asc-webhook/${appId}`;
  const [secret = ""] = [functionsEnv.ASC_WEBHOOK_SECRET];
  return {
    ...on,
    webhookUrl,
    secret,
    upload: (build: number, stage = "PROCESSING") =>
      control(`${appStore.controlUrl}/upload`, "POST", { version: "1.0", build, stages: [stage] }),
    stage: (build: number, stage: string) =>
      control(`${appStore.controlUrl}/stage`, "POST", { build, stage }),
    set: (settings: Record<string, unknown>) => control(appStore.controlUrl, "PUT", settings),
    received: async () => received.parse(await control(appStore.controlUrl)),
    /** Sends what Apple would, or what somebody else makes of it. */
    send: (body: string | Uint8Array<ArrayBuffer>, { signedWith = secret, url = webhookUrl } = {}) =>
      httpFetch(url, {
        method: "POST",
        headers: { "x-apple-signature": signatureOf(body, signedWith) },
        body,
      }),
    build: async () => {
      const [row] = await sql`select build from ship.components where key = 'ios'`;
      return Number(row?.build);
    },
    /** Waits until people are told of it; 60 s. */
    reaches: (build: number) =>
      until(`build ${build} is announced`, async () => {
        const [row] = await sql`select build from ship.components where key = 'ios'`;
        return Number(row?.build) === build;
      }, 60_000),
    /** Waits until a look has seen a build in this state. */
    shows: (build: number, state: string) =>
      until(`build ${build} is seen as ${state}`, async () => {
        const [row] = await sql`select state from ship.store_uploads where build = ${build}`;
        return row?.state === state;
      }, 120_000),
    /** Waits until no look is under way and none is due. */
    settled: () =>
      until("every look is done", async () => {
        const [row] = await sql`
          select count(*)::int as open from ship.store_apps
          where lease_token is not null or next_look_at <= clock_timestamp()`;
        return row?.open === 0;
      }, 60_000),
    moves: async () => {
      const rows = await sql`
        select build from ship.build_moves where component_key = 'ios' and reason = 'store' order by id`;
      return rows.map(({ build }) => Number(build));
    },
  };
}

function signatureOf(body: string | Uint8Array, secret: string): string {
  return `hmacsha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** An event as Apple sends it. */
export function eventBody(wanted: { id?: string; state?: string; link?: string } = {}): string {
  const { id, state, link } = {
    ...{ id: String(randomUUID()), state: "COMPLETE" },
    ...{ link: "https://api.appstoreconnect.apple.com/v1/buildUploads/1", ...wanted },
  };
  return JSON.stringify({
    data: {
      ...{ type: "buildUploadStateUpdated", id, version: 1 },
      attributes: { oldState: "PROCESSING", newState: state, timestamp: "2026-11-28T07:00:00.000Z" },
      relationships: { instance: { data: { type: "buildUploads", id: "1" }, links: { self: link } } },
    },
  });
}

/** Registers the webhook as `slipway ios webhook install` does. */
export async function connectWebhook(on: Awaited<ReturnType<typeof startStoreStack>>): Promise<void> {
  const { ASC_KEY_ID = "", ASC_ISSUER_ID, ASC_PRIVATE_KEY = "", ASC_API_URL = "" } = on.stack.functionsEnv;
  const credential = { keyId: ASC_KEY_ID, issuerId: ASC_ISSUER_ID, p8: ASC_PRIVATE_KEY, apiUrl: ASC_API_URL };
  await createWebhookApi(createRequests(credential)).create(appId, {
    ...{ enabled: true, name: "Slipway", eventTypes: followedTypes, url: on.webhookUrl, secret: on.secret },
  });
}
