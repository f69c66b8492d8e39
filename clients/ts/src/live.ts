// `slipway/client/live`: hears broadcasts over the app's own supabase-js client.

import { channelRank } from "./feed.ts";
import { platformTimer } from "./platform.ts";
import type { SetTimer } from "./options.ts";
import type { Updates } from "./api.ts";

/** The part of a supabase-js client that is used: v2, whichever the app has. */
export interface RealtimeClient<Channel extends RealtimeChannel> {
  channel(topic: string): Channel;
  removeChannel(channel: Channel): Promise<unknown>;
}

export interface RealtimeChannel {
  on(
    type: "broadcast",
    filter: { event: string },
    callback: (message: { payload?: unknown }) => void,
  ): unknown;
  subscribe(callback: (status: string) => void): unknown;
}

/** What tests decide about. */
interface Chance {
  /** [0, 1) */
  random?: () => number;
  setTimer?: SetTimer;
}

const events = ["build-available", "build-offered", "policy-changed"];
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Subscribes to every topic that the channel sees, until the function that it answers is called. A channel that closed is made anew, because
 * supabase-js does not rejoin after the server closed it; each time that it is joined, the client asks, because what was said meanwhile is gone.
 */
export function connectLive<Channel extends RealtimeChannel>(
  updates: Pick<Updates, "component" | "channel" | "handleBroadcast"> & { refresh(): Promise<unknown> },
  client: RealtimeClient<Channel>,
  { random = Math.random, setTimer = platformTimer }: Chance = {},
): () => void {
  const stops = topicsOf(updates.component, updates.channel).map((topic) => {
    let failures = 0;
    let isStopped = false;
    let cancel = () => {};
    let current: Channel | undefined;

    const leave = async () => {
      const left = current;
      current = undefined;
      try {
        if (left) await client.removeChannel(left);
      } catch {
        // It was gone already.
      }
    };

    const onStatus = (own: Channel, status: string) => {
      if (isStopped || own !== current) return;
      if (status === "SUBSCRIBED") {
        failures = 0;
        updates.refresh();
      } else again();
    };

    const again = () => {
      // The one before has to be gone: supabase-js answers the same channel for the same topic.
      const gone = leave();
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures++) * (0.5 + random());
      cancel = setTimer(() => gone.then(join), pause);
    };

    const join = () => {
      if (isStopped) return;
      try {
        const own = current = client.channel(topic);
        for (const event of events) {
          own.on("broadcast", { event }, ({ payload }) => updates.handleBroadcast(payload));
        }
        own.subscribe((status) => onStatus(own, status));
      } catch {
        again();
      }
    };

    join();
    return () => {
      isStopped = true;
      cancel();
      leave();
    };
  });
  return () => stops.forEach((stop) => stop());
}

/** `<component>:build` is live's own; the others have names of their own, so that they meet nobody who knows only live. */
function topicsOf(component: string, channel: string): string[] {
  const seen = ["alpha", "beta", "rc", "live"].filter((one) => channelRank(one) >= channelRank(channel));
  return seen.map((one) => one === "live" ? `${component}:build` : `${component}:build:${one}`);
}
