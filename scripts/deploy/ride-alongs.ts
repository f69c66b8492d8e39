import { rideAlongs } from "../manifest/ride-alongs.ts";
import { type DeployContext, entryOf } from "./context.ts";
import { deploy, describeDeploy } from "./deploy.ts";

export { rideAlongs } from "../manifest/ride-alongs.ts";

/** Deploys the ride-alongs at the builds that the manifest gives them: no bump, no build move. Raises what `deploy` raises. */
export async function deployRideAlongs(context: DeployContext): Promise<void> {
  for (const rider of riders(context)) await deploy(rider);
}

/** What `deployRideAlongs` would run. */
export function describeRideAlongs(context: DeployContext): string[] {
  return riders(context).flatMap(describeDeploy);
}

function riders(context: DeployContext): DeployContext[] {
  return rideAlongs(context.manifest, context.component).map((component) => {
    const { build, version } = entryOf({ manifest: context.manifest, component });
    return { ...context, component, build, version };
  });
}
