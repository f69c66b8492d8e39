import { z } from "zod";

/** From the most daring to the safest, as `ship.release_channel` orders them; never compared as text. */
export const channelSchema = z.enum(["alpha", "beta", "rc", "live"]);
type Channel = z.infer<typeof channelSchema>;

/** The public Realtime topic of a component. `live` has no suffix: apps in the field subscribe to it. */
export function topicOf(component: string, channel: Channel): string {
  return channel === "live" ? `${component}:build` : `${component}:build:${channel}`;
}

/**
 * The apns-collapse-id, which makes repeats merge on the screen, but no channel with another. A component key has at most 48
 * characters, so that each form stays within Apple's 64 bytes.
 */
export function collapseIdOf(component: string, channel: Channel): string {
  return channel === "live" ? `${component}-build-available` : `${component}-build-${channel}`;
}
