import { actorName } from "../../control-plane/actor.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { millisecondsOf } from "../../manifest/durations.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** Tells Postgres which jobs version.json names, in their order; whether that is news. The same again changes nothing. */
export async function declareJobs(
  control: Pick<ControlPlane, "declareJobs">,
  { ship }: Pick<Manifest, "ship">,
  sha: string,
): Promise<{ changed: boolean }> {
  const jobs = Object.entries(ship.jobs).map(([key, { cron, grace, tz }]) => ({
    ...{ key, cron, tz },
    grace_s: (millisecondsOf(grace) ?? 0) / 1000,
  }));
  return await control.declareJobs({ jobs, commitSha: sha === "" ? undefined : sha, actor: actorName() });
}
