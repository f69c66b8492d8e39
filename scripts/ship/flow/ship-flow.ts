import { planBump } from "../../manifest/bump.ts";
import type { Flow } from "./flow.ts";
import { flowKinds } from "./flow-kinds.ts";
import { localSteps, openingSteps, publishedSteps } from "./steps/steps.ts";

/** `slipway ship`: from a bump to an announcement. */
export const shipFlow: Flow = {
  ...flowKinds.ship,
  steps: { opening: openingSteps, local: localSteps, published: publishedSteps },
  numbering: "counted",
  planEdits: planBump,
};
