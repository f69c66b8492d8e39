import { z } from "zod";
import { topicOf } from "../contract/channel.ts";
import type { Delivery } from "../contract/deliveries.ts";
import type { DeliveryOutcome } from "../control-plane/deliveries.ts";
import { serviceOf, serviceVariables } from "../env/project.ts";
import type { Transport } from "../outbox/transport.ts";
import { signingKeys, signingVariables } from "../signing/env.ts";
import { createSigner, signClaims } from "../signing/signer.ts";
import { claimsOf, payloadOf } from "./payload.ts";

/**
 * Realtime by its REST batch endpoint. The secret key travels in the header `apikey`: realtime-js' httpSend would put
 * it into the URL. 202 means accepted; Realtime gives no delivery guarantee. Signed where signing keys are set.
 */
export const broadcast = z.object({ ...serviceVariables, ...signingVariables }).transform(
  ({ SLIPWAY_SIGNING_KEYS, ...variables }): Transport => {
    const { url, key } = serviceOf(variables);
    const { signing } = signingKeys(SLIPWAY_SIGNING_KEYS);
    const signer = signing && createSigner(signing);
    return ({ post, date }) => async (delivery) => {
      const jws = signer && await signClaims(signer, claimsOf(delivery, date()));
      const body = { messages: [broadcastMessage(delivery, jws)] };
      const answer = await post(`${url}/realtime/v1/api/broadcast`, { apikey: key }, body);
      if ("transportError" in answer) return { outcome: "retry", error: "transport_error" };
      return outcomeOf(answer.status, answer.retryAfterS);
    };
  },
);

function outcomeOf(status: number, retryAfterS: number | null): DeliveryOutcome {
  if (status === 202) return { outcome: "delivered", status };
  if (status === 429) return { outcome: "retry", status, error: "broadcast_limited", retryAfterS };
  if (status >= 500) return { outcome: "retry", status, error: "broadcast_unavailable", retryAfterS };
  return { outcome: "failed", status, error: "broadcast_refused" };
}

function broadcastMessage(delivery: Delivery, jws: string | undefined) {
  const topic = topicOf(delivery.component ?? "", delivery.channel ?? "live");
  const payload = { ...payloadOf(delivery), ...(jws === undefined ? {} : { jws }) };
  return { topic, event: delivery.event ?? "build-available", private: false, payload };
}
