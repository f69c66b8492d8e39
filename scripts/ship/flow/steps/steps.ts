import type { Step } from "../flow.ts";
import { bumpStep } from "./bump.ts";
import { commitStep } from "./commit.ts";
import { deployStep, verifyStep } from "./deploy.ts";
import { fetchStep } from "./fetch.ts";
import { checkStep, readmeStep, syncStep } from "./generate.ts";
import { checksStep, leaseStep } from "./opening.ts";
import { pushStep } from "./push.ts";
import { announceStep, recordStep } from "./record.ts";
import { tableStep } from "./table.ts";

/** What a ship begins with; a resumed one does so in its own way. */
export const openingSteps: readonly Step[] = [leaseStep, checksStep];

/** Up to the push: only the clone that began can do these. */
export const localSteps: readonly Step[] = [
  fetchStep,
  bumpStep,
  syncStep,
  readmeStep,
  checkStep,
  commitStep,
  pushStep,
];

/** From the push on, where nobody is told. */
export const unannouncedSteps: readonly Step[] = [deployStep, verifyStep, recordStep];

/** From the push on: any clone can do these, from the commit that was pushed. */
export const publishedSteps: readonly Step[] = [
  ...unannouncedSteps,
  announceStep,
  tableStep,
];
