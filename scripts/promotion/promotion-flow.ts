import type { Flow } from "../ship/flow/flow.ts";
import { flowKinds } from "../ship/flow/flow-kinds.ts";

/** `slipway promote`: an environment's branch to a commit that was proved elsewhere. Its steps depend on what moves; see `run.ts`. */
export const promotionFlow: Flow = {
  ...flowKinds.promotion,
  steps: { opening: [], local: [], published: [] },
  numbering: "given",
  planEdits: () => Promise.resolve([]),
};
