import { claimDeliveries, type Delivery, finishDelivery } from "../contract/deliveries.ts";
import type { Call } from "../contract/rpc.ts";

/** How a delivery went; SQL decides when retries end. */
export interface DeliveryOutcome {
  outcome: "delivered" | "retry" | "failed" | "skipped" | "part";
  status?: number;
  /** A stable code. */
  error?: string;
  /** Null: SQL chooses. */
  retryAfterS?: number | null;
  partsSent?: number;
}

/** The outbox table, as a worker sees it. */
export interface Deliveries {
  claim(max: number): Promise<Delivery[]>;
  /** False when the lease was lost: somebody else has taken over. */
  finish(delivery: Pick<Delivery, "id" | "lease_token">, outcome: DeliveryOutcome): Promise<boolean>;
}

export function createDeliveries(call: Call): Deliveries {
  return {
    claim: (max_count) => call(claimDeliveries, { max_count }),
    finish: ({ id, lease_token }, { outcome, status, error, retryAfterS, partsSent }) =>
      call(finishDelivery, {
        delivery_id: id,
        lease_token,
        outcome,
        status,
        error,
        retry_after_s: retryAfterS ?? undefined,
        parts_sent: partsSent,
      }),
  };
}
