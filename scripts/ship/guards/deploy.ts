import type { Finding } from "../../cli/command-error.ts";
import type { Environment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { rideAlongs } from "../../manifest/ride-alongs.ts";

/** What would stop the deploys of the component and its ride-alongs, as far as it shows before. */
export async function guardDeploy(
  { root, manifest }: Workspace,
  environment: Environment,
  component: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const key of [component, ...rideAlongs(manifest, component)]) {
    const deploy = manifest.components[key]?.deploy;
    if (deploy?.type !== "supabase") continue;
    const { isProjectNamed } = await import("../../deploy/adapters/supabase.ts");
    if (isProjectNamed({ root, environment, env: {} }, deploy)) continue;
    findings.push({
      code: "supabase_project_missing",
      message: `nothing says which Supabase project ${key} deploys to`,
      hint: "Write the project's ref into version.json: ship.environment.project_ref.",
      component: key,
    });
  }
  return findings;
}
