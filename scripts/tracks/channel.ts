import { channelSchema } from "../../functions/_shared/contract/channel.ts";

/** From the most daring to the safest. Their order is this list's, never that of their names: "live" sorts before "rc" as text. */
export const channels = channelSchema.options;

/** How daring a release is. */
export type Channel = (typeof channels)[number];

/** Below 0 when `a` is the more daring one, above 0 when it is the safer one. */
export function compareChannels(a: Channel, b: Channel): number {
  return channels.indexOf(a) - channels.indexOf(b);
}

/** The channel of this name; undefined for every other text. */
export function asChannel(text: string | undefined): Channel | undefined {
  return channels.find((channel) => channel === text);
}
