import { topicOf } from "../contract/channel.ts";
import type { Delivery } from "../contract/deliveries.ts";
import type { Broadcast } from "../contract/wire.ts";
import type { DeliveryOutcome } from "../control-plane/deliveries.ts";
import { projectEnv } from "../env/project.ts";
import type { Transport } from "../outbox/transport.ts";

/**
 * Realtime by its REST batch endpoint. The secret key travels in the header `apikey`: realtime-js' httpSend would put
 * it into the URL. 202 means accepted; Realtime gives no delivery guarantee.
 */
export const broadcast = projectEnv.transform(({ service }): Transport => ({ post }) => {
  const url = `${service.url}/realtime/v1/api/broadcast`;
  return async (delivery) => {
    const answer = await post(url, { apikey: service.key }, { messages: [broadcastMessage(delivery)] });
    if ("transportError" in answer) return { outcome: "retry", error: "transport_error" };
    return outcomeOf(answer.status, answer.retryAfterS);
  };
});

function outcomeOf(status: number, retryAfterS: number | null): DeliveryOutcome {
  if (status === 202) return { outcome: "delivered", status };
  if (status === 429) return { outcome: "retry", status, error: "broadcast_limited", retryAfterS };
  if (status >= 500) return { outcome: "retry", status, error: "broadcast_unavailable", retryAfterS };
  return { outcome: "failed", status, error: "broadcast_refused" };
}

function broadcastMessage(delivery: Delivery) {
  const payload: Broadcast = {
    announcement: delivery.announcement,
    seq: delivery.seq,
    component: delivery.component,
    build: delivery.build,
    previous_build: delivery.previous_build,
    version: delivery.version,
    ...(delivery.audit_head === null ? {} : { audit_head: delivery.audit_head }),
  };
  const topic = topicOf(delivery.component ?? "", delivery.channel ?? "live");
  return { topic, event: "build-available", private: false, payload };
}
