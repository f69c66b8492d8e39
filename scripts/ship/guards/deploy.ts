import type { Workspace } from "../../manifest/load.ts";
import { rideAlongs } from "../../manifest/ride-alongs.ts";

/** What would stop the deploys of the component and its ride-alongs, as far as it shows before. Raises `supabase_project_missing` (exit 5). */
export async function guardDeploy({ root, manifest }: Workspace, component: string): Promise<void> {
  for (const key of [component, ...rideAlongs(manifest, component)]) {
    const deploy = manifest.components[key]?.deploy;
    if (deploy?.type !== "supabase") continue;
    const { requireProject } = await import("../../deploy/adapters/supabase.ts");
    requireProject({ root, manifest, component: key, env: {} }, deploy);
  }
}
