import type { DeployContext } from "../../deploy/context.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import type { Environment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { ShipRequest } from "./flow.ts";

/** What a ship would do, as far as it can be told without writing anything. */
export interface ShipPlan {
  request: ShipRequest;
  upstream: RemoteBranch;
  environment: Environment;
  workspace: Workspace;
  leases: readonly string[];
  /** The remote has commits that the clone lacks. */
  isBehind: boolean;
  build: number;
  previous: number;
  /** What the bump writes. */
  written: readonly string[];
  /** What the commit holds. */
  committed: readonly string[];
  /** As the deploy would get it, but without a commit. */
  context: DeployContext;
}
