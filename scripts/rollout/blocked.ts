import { channelSchema } from "../../functions/_shared/contract/channel.ts";
import type { Adoption } from "../../functions/_shared/contract/updates.ts";
import { number } from "./offer-table.ts";
import { countBlocked } from "./policy-table.ts";

/** Whom a minimum would block, in words. */
export function describeBlocked(
  component: string,
  channel: string,
  minBuild: number,
  after: string | undefined,
  adoption: Adoption,
): string {
  // a policy of a channel holds for it, and for those below that have none of their own
  const channels: readonly string[] = channelSchema.options;
  const seen = channels.slice(0, channels.indexOf(channel) + 1);
  const blocked = countBlocked(adoption, seen, minBuild);
  const unknown = adoption.builds
    .filter(({ channel, build }) => seen.includes(channel) && build === null)
    .reduce((sum, { devices }) => sum + devices, 0);
  const when = after === undefined ? "at once" : `from ${after}`;
  const rest = unknown === 0 ? "" : `, and ${number(unknown)} whose build nobody knows may be among them`;
  return `${component}: ${
    number(blocked)
  } known devices are below ${minBuild} and would be blocked ${when}${rest}.`;
}
