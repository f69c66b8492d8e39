import { actorName } from "../../control-plane/actor.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { componentsOf, environmentsOf } from "../../manifest/environment.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { declareJobs } from "./declare-jobs.ts";

/** Tells Postgres which environments and which jobs version.json names, in their order. The same again changes nothing. */
export async function declareEnvironments(
  control: ControlPlane,
  manifest: Manifest,
  sha: string,
): Promise<void> {
  const environments = environmentsOf(manifest).map((environment) => ({
    name: environment.name,
    branch: environment.upstream.branch,
    project_ref: environment.projectRef,
    url: environment.url,
    announces: environment.announces,
    promoted_from: environment.entry?.promote?.from,
    components: componentsOf(manifest, environment),
    hosts: environment.entry?.hosts,
    windows: environment.entry?.windows,
  }));
  await Promise.all([
    control.declareEnvironments({
      environments,
      commitSha: sha === "" ? undefined : sha,
      actor: actorName(),
    }),
    declareJobs(control, manifest, sha),
  ]);
}
