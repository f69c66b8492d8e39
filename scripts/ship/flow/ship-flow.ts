import { planBump } from "../../manifest/bump.ts";
import type { Flow } from "./flow.ts";
import type { Environment } from "../../manifest/environment.ts";
import { flowKinds } from "./flow-kinds.ts";
import { localSteps, openingSteps, publishedSteps, unannouncedSteps } from "./steps/steps.ts";

/** `slipway ship`: from a bump to an announcement. */
const shipFlow: Flow = {
  ...flowKinds.ship,
  steps: { opening: openingSteps, local: localSteps, published: publishedSteps },
  numbering: "counted",
  planEdits: planBump,
};

/** The same where nobody is told: it ends when it is written down that the build runs there. */
const quietShipFlow: Flow = {
  ...shipFlow,
  steps: { ...shipFlow.steps, published: unannouncedSteps },
};

/** The flow of a ship to this environment. */
export function shipFlowFor({ announces }: Pick<Environment, "announces">): Flow {
  return announces ? shipFlow : quietShipFlow;
}
