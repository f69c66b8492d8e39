import { serveHttp } from "../../../../scripts/runtime.ts";
import type { ManifestDraft, Shipyard } from "../../../support/shipyard.ts";

/** A host of the dashboard that serves what `served` says, and a manifest that asks it. */
export async function withHost(
  work: (edit: (draft: ManifestDraft) => void, serve: (build: number) => void) => Promise<void>,
) {
  let served = 131;
  const server = await serveHttp(() => Response.json({ build: served }));
  const edit = ({ components: { dashboard } }: ManifestDraft) => {
    if (dashboard) dashboard.verify = [{ url: server.url, json: "/build", timeout_s: 0.2 }];
  };
  try {
    await work(edit, (build) => served = build);
  } finally {
    await server.stop();
  }
}

/** What was announced, oldest first, with the builds of each. */
export async function announcements(yard: Shipyard) {
  return [
    ...await yard.sql`
    select is_forced, notes, components, announced_at,
      (select jsonb_object_agg(component_key, build) from ship.announced_changes as changes where changes.announcement_id = announcements.id) as changes
    from ship.announcements order by seq`,
  ];
}
