import { connect } from "../control-plane/control-plane.ts";
import { readCredential } from "../control-plane/credentials.ts";
import type { Deployed } from "./audit.ts";
import type { Manifest } from "./schema.ts";

/**
 * What is deployed, as the project's database says. Raises CommandError, exit code 4 without a credential, 1 when
 * unreachable.
 */
export async function readDeployed({ name, ship }: Manifest): Promise<Map<string, Deployed>> {
  const { name: environment, project_ref: ref } = ship.environment;
  const credential = await readCredential({ name, ref }, "secret");
  const { components } = await connect(credential).shipStatus(environment);
  return new Map(
    components.map(({ key, build, rolled_back_from }) => [key, { build, rolledBackFrom: rolled_back_from }]),
  );
}
