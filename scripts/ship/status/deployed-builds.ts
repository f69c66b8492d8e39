import type { Deployed } from "../../manifest/audit.ts";
import type { Session } from "../flow/session.ts";

/** What Postgres says of components, in the words of the audit. */
export function deployedBuilds(
  components: readonly { key: string; build: number; rolled_back_from?: number | null }[],
): Map<string, Deployed> {
  return new Map(
    components.map((
      { key, build, rolled_back_from },
    ) => [key, { build, rolledBackFrom: rolled_back_from ?? null }]),
  );
}

/** What is deployed in the session's environment. */
export async function readDeployed({ control, environment }: Session): Promise<Map<string, Deployed>> {
  return deployedBuilds((await control.shipStatus(environment.name)).components);
}
