import { collapseIdOf } from "../contract/channel.ts";
import type { PushBatch } from "../contract/pushes.ts";
import type { PushPayload } from "../contract/wire.ts";

/** What every request of a batch shares: serialized once, never touched per push. */
interface Message {
  body: string;
  headers: Record<string, string>;
}

/** The wire contract; what it says is the database's to decide. */
export function buildMessage(batch: PushBatch, providerToken: string): Message {
  const payload: PushPayload = {
    aps: { alert: batch.alert },
    component: batch.component,
    build: batch.build,
    announcement: batch.announcement,
  };
  return {
    body: JSON.stringify(payload),
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
