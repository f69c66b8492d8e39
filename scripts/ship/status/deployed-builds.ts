import type { Deployed } from "../../manifest/audit.ts";
import type { ShipStatus } from "../../control-plane/control-plane.ts";
import { showShare } from "../../rollout/share.ts";
import type { Session } from "../flow/session.ts";

type Status = ShipStatus["components"][number];
/** Whoever has no secret key knows the build only. */
type Known = Pick<Status, "key" | "build"> & Partial<Pick<Status, "rolled_back_from" | "rolling">>;

/** What Postgres says of components, in the words of the audit. */
export function deployedBuilds(
  components: readonly Known[],
): Map<string, Deployed> {
  return new Map(
    components.map((
      { key, build, rolled_back_from, rolling },
    ) => [key, {
      build,
      rolledBackFrom: rolled_back_from ?? null,
      rolling: rolling ? shown(rolling) : null,
    }]),
  );
}

function shown({ build, bps, halt_reason }: { build: number; bps: number; halt_reason: string | null }) {
  return { build, share: `${showShare(bps)}${halt_reason === null ? "" : " and halted"}` };
}

/** What is deployed in the session's environment. */
export async function readDeployed({ control, environment }: Session): Promise<Map<string, Deployed>> {
  return deployedBuilds((await control.shipStatus(environment.name)).components);
}
