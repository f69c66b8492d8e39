import type { Flow } from "../ship/flow/flow.ts";
import { flowKinds } from "../ship/flow/flow-kinds.ts";

/** `slipway deploy`: a commit as it is, without a number of its own. Its steps are those of its components; see `unit.ts`. */
export const deployFlow: Flow = {
  ...flowKinds.deploy,
  steps: { opening: [], local: [], published: [] },
  numbering: "given",
  planEdits: () => Promise.resolve([]),
};
