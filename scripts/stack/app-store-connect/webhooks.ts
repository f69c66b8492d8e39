// Webhooks of the app: what may be registered, and what is sent to them.

import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import { httpFetch, now, sleep } from "../../runtime.ts";

/** A registered webhook. Its secret is never shown. */
export interface Webhook {
  id: string;
  enabled: boolean;
  eventTypes: string[];
  name: string;
  secret: string;
  url: string;
}

/** One try to bring an event to a webhook. */
export interface WebhookDelivery {
  id: string;
  webhookId: string;
  body: string;
  createdDate: string;
  deliveryState: "SUCCEEDED" | "FAILED" | "PENDING";
  redelivery: boolean;
  status: number | null;
  errorMessage: string | null;
}

/** Apple's names for webhooks, and the type that goes over the wire. Source: Apple, "WebhookEventType". */
const eventTypes: Record<string, string> = {
  APP_STORE_VERSION_APP_VERSION_STATE_UPDATED: "appStoreVersionAppVersionStateUpdated",
  BUILD_UPLOAD_STATE_UPDATED: "buildUploadStateUpdated",
  BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED: "buildBetaDetailExternalBuildStateUpdated",
  BETA_FEEDBACK_CRASH_SUBMISSION_CREATED: "betaFeedbackCrashSubmissionCreated",
  BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED: "betaFeedbackScreenshotSubmissionCreated",
};

export const webhookAttributes = z.strictObject({
  enabled: z.boolean(),
  eventTypes: z.array(z.enum(Object.keys(eventTypes))).min(1),
  name: z.string().min(1).max(100),
  secret: z.string().min(1).max(255),
  // Apple asks for https; a stand-in on this machine has none
  url: z.string().regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/),
});

/** Whether, and how late, what is sent arrives. */
interface Road {
  isLost: boolean;
  delayMs: number;
}

/** How long Apple waits is not documented; a receiver that needs longer than this is not one. */
const timeoutMs = 10_000;

/** Webhooks and what was sent to them. */
export class Webhooks {
  all: Webhook[] = [];
  deliveries: WebhookDelivery[] = [];
  #sending = new Set<Promise<void>>();
  #end = new AbortController();

  constructor(readonly road: () => Road) {}

  forget(): void {
    [this.all, this.deliveries] = [[], []];
  }

  /** Registers one as a person does on App Store Connect's pages. */
  register(body: unknown): { id: string } {
    const webhook = { id: randomUUID(), ...webhookAttributes.parse(body) };
    this.all.push(webhook);
    return { id: webhook.id };
  }

  /** Sends an event to every webhook that wants its type. */
  tell(type: string, attributes: Record<string, string>, instance: { type: string; id: string }): void {
    const wanting = this.all.filter(({ enabled, eventTypes: wanted }) =>
      enabled && wanted.some((name) => eventTypes[name] === type)
    );
    if (wanting.length === 0) return;
    const link = `https://api.appstoreconnect.apple.com/v1/${instance.type}/${instance.id}`;
    const body = JSON.stringify({
      data: {
        ...{ type, id: randomUUID(), version: 1 },
        attributes: { ...attributes, timestamp: new Date(now()).toISOString() },
        relationships: { instance: { data: instance, links: { self: link } } },
      },
    });
    for (const webhook of wanting) this.#send(webhook, body, false);
  }

  ping(webhook: Webhook): string {
    const id = randomUUID();
    const timestamp = new Date(now()).toISOString();
    const data = { type: "webhookPingCreated", id, version: 1, attributes: { timestamp } };
    this.#send(webhook, JSON.stringify({ data }), false);
    return id;
  }

  /** Sends the same event again, as it was. */
  redeliver(template: WebhookDelivery): WebhookDelivery | undefined {
    const webhook = this.all.find(({ id }) => id === template.webhookId);
    return webhook && this.#send(webhook, template.body, true);
  }

  /** Ends what is still on its way. */
  async stop(): Promise<void> {
    this.#end.abort();
    await Promise.allSettled(this.#sending);
  }

  #send(webhook: Webhook, body: string, redelivery: boolean): WebhookDelivery {
    const delivery: WebhookDelivery = {
      ...{ id: randomUUID(), webhookId: webhook.id, body, redelivery, deliveryState: "PENDING" },
      ...{ createdDate: new Date(now()).toISOString(), status: null, errorMessage: null },
    };
    this.deliveries.push(delivery);
    const sending = this.#post(webhook, body).then(({ status, problem }) => {
      delivery.status = status;
      delivery.errorMessage = problem;
      delivery.deliveryState = problem === null ? "SUCCEEDED" : "FAILED";
    });
    this.#sending.add(sending);
    sending.finally(() => this.#sending.delete(sending));
    return delivery;
  }

  async #post(
    { url, secret }: Webhook,
    body: string,
  ): Promise<{ status: number | null; problem: string | null }> {
    const { isLost, delayMs } = this.road();
    try {
      if (delayMs > 0) await sleep(delayMs, this.#end.signal);
      if (isLost) return { status: null, problem: "It was lost, as the settings say." };
      const response = await httpFetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-apple-signature": `hmacsha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.#end.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      return { status: response.status, problem: response.ok ? null : `HTTP ${response.status}` };
    } catch (error) {
      return { status: null, problem: error instanceof Error ? error.name : "unknown" };
    }
  }
}
