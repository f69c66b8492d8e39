import type { Delivery } from "../contract/deliveries.ts";
import type { Deliveries, DeliveryOutcome } from "../control-plane/deliveries.ts";
import type { Log } from "../endpoint/log.ts";
import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import { createPost } from "./post.ts";
import type { Send, Transport } from "./transport.ts";

/** Claims and delivers everything but pushes. Any number of drains may run at once; the leases keep them apart. */
export interface DeliveryDrain {
  claim(): Promise<Delivery[]>;
  /**
   * Delivers `first`, then continues to claim until nothing is due, the deadline has passed or enough was done. With `lingerMs`
   * it looks again for that long after it last had something to do: the database's next call may wait for a nap of pg_net,
   * which takes up to a second. Without anything in `first` it does not linger, and the latest of an isolate lingers for all:
   * at most one per isolate that delivered something within `lingerMs`.
   */
  run(first: Delivery[], deadlineMs: number, lingerMs?: number): Promise<void>;
}

const claimSize = 10;
const mostDeliveries = 500;
const lookEveryMs = 80;
/** A look takes 1.8 ms of processor: this many use a quarter of the 2 s that the hosted platform grants a request. */
const mostLooks = 250;

export function createDeliveryDrain(
  { deliveries, transports, on, log }: {
    deliveries: Deliveries;
    /** By the name of the transport in the database. */
    transports: Record<string, Transport>;
    on: Pick<Runtime, "now" | "sleep" | "fetch" | "date" | "onUnload">;
    log: Log;
  },
): DeliveryDrain {
  const post = createPost(on);
  const senders = new Map(
    Object.entries(transports).map((
      [name, create],
    ): [string, Send] => [name, create({ post, log, date: on.date })]),
  );

  async function deliver(delivery: Delivery): Promise<void> {
    const startedAt = on.now();
    const send = senders.get(delivery.transport);
    const recordPart = (partsSent: number) => deliveries.finish(delivery, { outcome: "part", partsSent });
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
      ms: Math.round(on.now() - startedAt),
    });
  }

  async function finish(delivery: Delivery, outcome: DeliveryOutcome): Promise<boolean> {
    try {
      return await deliveries.finish(delivery, outcome);
    } catch (error) {
      // The lease expires and the delivery is repeated: receivers are idempotent.
      log("delivery_unrecorded", { delivery: delivery.id, cause: errorName(error) });
      return false;
    }
  }

  const unloading = Promise.withResolvers<void>();
  let isUnloading = false;
  on.onUnload(() => {
    isUnloading = true;
    unloading.resolve();
  });
  /** Whose turn it is to linger. */
  let latest: symbol | undefined;

  return {
    claim: () => deliveries.claim(claimSize),
    async run(first, deadlineMs, lingerMs = 0) {
      const own = Symbol("run");
      const inFlight = new Set<Promise<void>>();
      let count = 0;
      let looks = 0;
      let activeAt = on.now();
      const start = (claimed: Delivery[]) => {
        for (const delivery of claimed) {
          count++;
          const delivered = deliver(delivery).finally(() => {
            inFlight.delete(delivered);
            activeAt = on.now();
          });
          inFlight.add(delivered);
        }
        if (claimed.length > 0) latest = own;
      };
      start(first);
      let broken: unknown;
      const mayClaim = () =>
        broken === undefined && !isUnloading && count < mostDeliveries && on.now() < deadlineMs;
      const lingers = () =>
        latest === own && looks < mostLooks && on.now() < activeAt + lingerMs && mayClaim();
      while (inFlight.size > 0 || lingers()) {
        // Looks again as soon as any of them has ended: a newer broadcast must not wait for a slow chat.
        await Promise.race([...inFlight, ...(lingers() ? [on.sleep(lookEveryMs), unloading.promise] : [])]);
        if (!mayClaim()) continue;
        looks++;
        try {
          const claimed = await deliveries.claim(claimSize);
          if (claimed.length > 0) activeAt = on.now();
          start(claimed);
        } catch (error) {
          broken = error;
        }
      }
      if (broken !== undefined) throw broken;
    },
  };
}
