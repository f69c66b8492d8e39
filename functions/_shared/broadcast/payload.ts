import type { Delivery } from "../contract/deliveries.ts";
import type { Broadcast, BroadcastClaims, OfferBroadcast, PolicyBroadcast } from "../contract/wire.ts";

const claimsLiveS = 24 * 3_600;

/** The words of an event, without a signature. */
export function payloadOf(delivery: Delivery): Broadcast | OfferBroadcast | PolicyBroadcast {
  const { announcement, seq, build, previous_build, version } = delivery;
  const component = delivery.component ?? "";
  const channel = delivery.channel ?? "live";
  if (delivery.event === "policy-changed") return { announcement, seq, component, channel };
  return {
    announcement,
    seq,
    component,
    build,
    previous_build,
    version,
    ...(delivery.audit_head === null ? {} : { audit_head: delivery.audit_head }),
    ...(delivery.event === "build-offered"
      ? { channel, bps: delivery.bps ?? 0, salt: delivery.salt ?? "" }
      : {}),
  };
}

/** What the signature is of: nothing that a client acts on is left out. */
export function claimsOf(delivery: Delivery, now: Date): BroadcastClaims {
  const { announcement, seq, component, build, salt } = delivery;
  const iat = Math.floor(now.getTime() / 1_000);
  return {
    event: delivery.event ?? "build-available",
    announcement,
    seq,
    component,
    channel: delivery.channel ?? "live",
    build,
    bps: delivery.bps ?? 10_000,
    salt,
    iat,
    exp: iat + claimsLiveS,
  };
}
