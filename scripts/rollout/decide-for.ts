import type { UpdateDecision, UpdateFeed } from "../../functions/_shared/contract/updates.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import { now } from "../runtime.ts";

/** What a client with these options would decide; null when none of them is given. */
export async function decideFor(
  controlPlane: ControlPlane,
  feed: UpdateFeed,
  { build, os, id, manual }: { build?: string; os?: string; id?: string; manual?: boolean },
): Promise<UpdateDecision | null> {
  if ([build, os, id, manual].every((value) => value === undefined)) return null;
  return await controlPlane.decide({
    feed,
    client: {
      component: feed.component,
      channel: feed.channel,
      build: build !== undefined && /^\d+$/.test(build) ? Number(build) : null,
      os: os ?? null,
      installation_id: id ?? null,
      is_manual: manual ?? false,
      now: new Date(now()).toISOString(),
      remembered: { seq: null, skipped_build: null, nudged_at: null },
    },
  });
}
