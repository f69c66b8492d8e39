import type { Delivery } from "../contract/deliveries.ts";
import type { DeliveryOutcome } from "../control-plane/deliveries.ts";
import type { Log } from "../endpoint/log.ts";
import type { Post } from "./post.ts";

/** Records a sent part and renews the lease; false when somebody else has taken over. */
type RecordPart = (partsSent: number) => Promise<boolean>;

/** Sends one delivery once and says how it went. Never throws for what the receiver does. */
export type Send = (delivery: Delivery, recordPart: RecordPart) => Promise<DeliveryOutcome>;

/** What a transport makes of its variables (see EnvPart): its sender, once it has the means to send. */
export type Transport = (means: { post: Post; log: Log; date: () => Date }) => Send;

/** The sender of a transport whose variables are absent: visible, and never an endless retry. */
export const notConfigured: Send = () => Promise.resolve({ outcome: "skipped", error: "not_configured" });
