import { collapseIdOf } from "../channel.ts";
import type { PushBatch } from "../schemas.ts";

/** What every request of a batch shares: serialized once, never touched per push. */
export interface Message {
  body: string;
  headers: Record<string, string>;
}

/** The wire contract. */
export function buildMessage(batch: PushBatch, providerToken: string): Message {
  return {
    body: JSON.stringify({
      aps: { alert: { title: batch.name, body: `Build ${batch.build} is on TestFlight. Tap to install.` } },
      component: batch.component,
      build: batch.build,
      announcement: batch.announcement,
    }),
    headers: {
      authorization: `bearer ${providerToken}`,
      "apns-topic": batch.topic,
      "apns-push-type": "alert",
      "apns-priority": "10",
      "apns-expiration": String(batch.expiration),
      "apns-collapse-id": collapseIdOf(batch.component, batch.channel),
    },
  };
}
