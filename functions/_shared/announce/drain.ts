import type { Database, DeliveryOutcome } from "../database.ts";
import { errorName } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Delivery } from "../schemas.ts";
import type { Send } from "./transport.ts";

/** Claims and delivers everything but pushes. Any number of drains may run at once; the leases keep them apart. */
export interface DeliveryDrain {
  claim(): Promise<Delivery[]>;
  /** Delivers `first`, then goes on claiming until nothing is due, the deadline has passed or enough was done. */
  drain(first: Delivery[], deadlineMs: number): Promise<void>;
}

const claimSize = 10;
const mostDeliveries = 500;

export function createDeliveryDrain(
  { database, transports, now, log }: {
    database: Pick<Database, "claimDeliveries" | "finishDelivery">;
    transports: Record<string, Send>;
    now: () => number;
    log: Log;
  },
): DeliveryDrain {
  async function deliver(delivery: Delivery): Promise<void> {
    const startedAt = now();
    const send = transports[delivery.transport];
    const recordPart = (partsSent: number) =>
      database.finishDelivery(delivery, { outcome: "part", partsSent });
    let outcome: DeliveryOutcome;
    let cause: string | undefined;
    try {
      outcome = send === undefined
        ? { outcome: "skipped", error: "transport_unknown" }
        : await send(delivery, recordPart);
    } catch (error) {
      // Our own trouble (a lost database, a defect): the lease is given back with the usual backoff.
      outcome = { outcome: "retry", error: "internal_error" };
      cause = errorName(error);
    }
    const isHeld = await finish(delivery, outcome);
    log(`delivery_${outcome.outcome}`, {
      delivery: delivery.id,
      announcement: delivery.announcement,
      seq: delivery.seq,
      transport: delivery.transport,
      component: delivery.component,
      attempt: delivery.attempt,
      status: outcome.status,
      error: outcome.error,
      cause,
      held: isHeld,
      ms: Math.round(now() - startedAt),
    });
  }

  async function finish(delivery: Delivery, outcome: DeliveryOutcome): Promise<boolean> {
    try {
      return await database.finishDelivery(delivery, outcome);
    } catch (error) {
      // The lease expires and the delivery is repeated: receivers are idempotent.
      log("delivery_unrecorded", { delivery: delivery.id, cause: errorName(error) });
      return false;
    }
  }

  return {
    claim: () => database.claimDeliveries(claimSize),
    async drain(first, deadlineMs) {
      const underWay = new Set<Promise<void>>();
      let count = 0;
      const start = (deliveries: Delivery[]) => {
        for (const delivery of deliveries) {
          count++;
          const delivered = deliver(delivery).finally(() => underWay.delete(delivered));
          underWay.add(delivered);
        }
      };
      start(first);
      // Looks again as soon as any of them has ended: a newer broadcast must not wait for a slow chat.
      let mayClaim = true;
      let broken: unknown;
      while (underWay.size > 0) {
        await Promise.race(underWay);
        mayClaim &&= count < mostDeliveries && now() < deadlineMs;
        if (!mayClaim) continue;
        try {
          start(await database.claimDeliveries(claimSize));
        } catch (error) {
          mayClaim = false;
          broken = error;
        }
      }
      if (broken !== undefined) throw broken;
    },
  };
}
