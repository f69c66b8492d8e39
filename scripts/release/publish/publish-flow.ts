import { bareFlow } from "../../ship/flow/bare-flow.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { leaseStep } from "../../ship/flow/steps/opening.ts";
import type { PublishRun } from "./publication.ts";
import { artifactsStep } from "./steps/artifacts.ts";
import { floatStep } from "./steps/float.ts";
import { assetsStep, draftStep, publishStep } from "./steps/host.ts";
import { tagStep } from "./steps/tag.ts";
import { offerStep, pageStep } from "./steps/tell.ts";
import { updaterStep } from "./steps/updater.ts";

/** `slipway release publish`: a run that is never resumed. Each step looks at what is there, so that doing all of them again does what is left. */
export const publishFlow = bareFlow("publish");

/**
 * In this order nobody is ever told of what is not there: files and what is known of them, then the page, then the offer, and last what leads
 * others to it.
 */
export const publishSteps: readonly Step<PublishRun>[] = [
  leaseStep,
  tagStep,
  draftStep,
  assetsStep,
  artifactsStep,
  publishStep,
  pageStep,
  offerStep,
  updaterStep,
  floatStep,
];
