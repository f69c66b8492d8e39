import { z } from "zod";
import type { StoreRequests } from "../app-store/requests.ts";

/** What is followed: uploads, and the word of the reviewers of external builds. For what testers of the team may have there is no event. */
export const followedTypes = [
  "BUILD_UPLOAD_STATE_UPDATED",
  "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED",
];

const webhookSchema = z.object({
  id: z.string(),
  attributes: z.object({
    enabled: z.boolean(),
    eventTypes: z.array(z.string()),
    name: z.string(),
    url: z.string(),
  }),
});
const deliverySchema = z.object({
  attributes: z.object({
    createdDate: z.string(),
    /** SUCCEEDED, FAILED, PENDING. */
    deliveryState: z.string(),
    redelivery: z.boolean().nullish(),
    errorMessage: z.string().nullish(),
    response: z.object({ httpStatusCode: z.number().nullish() }).nullish(),
  }),
});

/** A webhook as the store has it; its secret is never shown. */
export interface StoreWebhook {
  id: string;
  enabled: boolean;
  eventTypes: string[];
  name: string;
  url: string;
}

/** A try to bring an event. */
export interface StoreDelivery {
  at: string;
  state: string;
  status: number | null;
  problem: string | null;
}

/** Webhooks of App Store Connect. Managing them needs the role App Manager or higher. */
export interface WebhookApi {
  list(appId: string, signal?: AbortSignal): Promise<StoreWebhook[]>;
  create(
    appId: string,
    webhook: Omit<StoreWebhook, "id"> & { secret: string },
    signal?: AbortSignal,
  ): Promise<StoreWebhook>;
  change(
    id: string,
    attributes: Partial<Omit<StoreWebhook, "id"> & { secret: string }>,
    signal?: AbortSignal,
  ): Promise<StoreWebhook>;
  /** Makes the store send a ping. */
  ping(id: string, signal?: AbortSignal): Promise<void>;
  /** The newest first. */
  deliveries(id: string, signal?: AbortSignal): Promise<StoreDelivery[]>;
}

/** Source: Apple, "Webhook Notifications" of App Store Connect API 4.0. */
export function createWebhookApi({ get, send }: StoreRequests): WebhookApi {
  return {
    async list(appId, signal) {
      const schema = z.object({ data: z.array(webhookSchema) });
      const { data } = await get(`/v1/apps/${appId}/webhooks`, { limit: "50" }, schema, signal);
      return data.map(flat);
    },
    async create(appId, attributes, signal) {
      const relationships = { app: { data: { type: "apps", id: appId } } };
      const document = { type: "webhooks", attributes, relationships };
      const schema = z.object({ data: webhookSchema });
      return flat((await send("POST", "/v1/webhooks", document, schema, signal)).data);
    },
    async change(id, attributes, signal) {
      const document = { type: "webhooks", id, attributes };
      const schema = z.object({ data: webhookSchema });
      return flat((await send("PATCH", `/v1/webhooks/${id}`, document, schema, signal)).data);
    },
    async ping(id, signal) {
      const relationships = { webhook: { data: { type: "webhooks", id } } };
      const document = { type: "webhookPings", relationships };
      await send("POST", "/v1/webhookPings", document, z.unknown(), signal);
    },
    async deliveries(id, signal) {
      const schema = z.object({ data: z.array(deliverySchema) });
      const { data } = await get(`/v1/webhooks/${id}/deliveries`, { limit: "50" }, schema, signal);
      return data.map(({ attributes: { createdDate, deliveryState, errorMessage, response } }) => ({
        at: createdDate,
        state: deliveryState,
        status: response?.httpStatusCode ?? null,
        problem: errorMessage ?? null,
      })).sort((a, b) => b.at.localeCompare(a.at));
    },
  };
}

function flat({ id, attributes }: z.infer<typeof webhookSchema>): StoreWebhook {
  return { id, ...attributes };
}
