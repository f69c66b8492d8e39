import { z } from "zod";
import type { Wake } from "./send-request.ts";

/** How the worker treats calls; the defaults are those of a healthy pg_net. */
export const netSettings = z.strictObject({
  /** Calls of this kind are taken from the queue and never sent: lost, as in a crash. */
  drop: z.enum(["none", "hint", "sweep", "all"]).default("none"),
  /** Each call is sent twice, as after a batch that was rolled back. */
  duplicate: z.boolean().default(false),
  /** Each call waits this long before it is sent; its batch waits with it. */
  delay_ms: z.int().min(0).max(600_000).default(0),
  /** Calls per batch. */
  batch_size: z.int().min(1).max(10_000).default(200),
});

type Counted = "sent" | "dropped" | "duplicated" | "delayed";

/** The settings, and how often each kind of call was sent, dropped, duplicated or delayed since the last reset. */
export class NetState {
  settings = netSettings.parse({});
  counters = zeros();

  count(what: Counted, wake: Wake): void {
    this.counters[what][wake]++;
  }

  forget(): void {
    this.counters = zeros();
  }
}

function zeros(): Record<Counted, Record<Wake, number>> {
  const zero = () => ({ hint: 0, sweep: 0, other: 0 });
  return { sent: zero(), dropped: zero(), duplicated: zero(), delayed: zero() };
}
