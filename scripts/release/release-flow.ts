import type { Flow } from "../ship/flow/flow.ts";
import { flowKinds } from "../ship/flow/flow-kinds.ts";
import type { Step } from "../ship/flow/flow.ts";
import { leaseStep } from "../ship/flow/steps/opening.ts";
import type { ReleaseRun } from "./cut.ts";
import { checksStep } from "./steps/checks.ts";
import { dispatchStep } from "./steps/dispatch.ts";
import { fetchStep } from "./steps/fetch.ts";
import { bumpStep, checkStep, commitStep, tagStep } from "./steps/make.ts";
import { pushStep } from "./steps/push.ts";
import { forwardStep, recordStep } from "./steps/record.ts";
import { reserveStep } from "./steps/reserve.ts";

/** `slipway release`: versions for tracks, up to tags that everybody has. Its steps are below: they need more than a ship's. */
export const releaseFlow: Flow = {
  ...flowKinds.release,
  steps: { opening: [], local: [], published: [] },
  numbering: "given",
  planEdits: () => Promise.resolve([]),
};

/** Until it is known what is released. */
export const openingSteps: readonly Step<ReleaseRun>[] = [leaseStep, fetchStep, checksStep, reserveStep];

/** Up to the push: nothing of it is seen by anybody else, and any clone can do it again. */
export const makingSteps: readonly Step<ReleaseRun>[] = [bumpStep, checkStep, commitStep, tagStep, pushStep];

/** From the push on. */
export const publishedSteps: readonly Step<ReleaseRun>[] = [recordStep, dispatchStep, forwardStep];
