import { runRollback } from "../../deploy/rollback.ts";
import { planBump } from "../../manifest/bump.ts";
import type { Flow, Step } from "../flow/flow.ts";
import { flowKinds } from "../flow/flow-kinds.ts";
import { recordDeploy } from "../flow/deployment.ts";
import { deployContext } from "../flow/run-context.ts";
import { verifyStep } from "../flow/steps/deploy.ts";
import { leaseStep } from "../flow/steps/opening.ts";
import { recordStep, verifyAnnounced } from "../flow/steps/record.ts";
import { tableStep } from "../flow/steps/table.ts";

/** `slipway rollback`: a component back at an earlier build, for a reason. */
export function rollbackFlow(reason: string): Flow {
  return {
    ...flowKinds.rollback,
    steps: {
      opening: [leaseStep],
      local: [],
      published: [rollbackStep, verifyStep, recordStep, announceRollback(reason), tableStep],
    },
    numbering: "given",
    planEdits: planBump,
  };
}

const rollbackStep: Step = {
  name: "rollback",
  describe: () => [],
  // not as "build": the number that a ship uses only rises
  prepare: ({ number: { build, previous } }) => Promise.resolve({ to: build, from: previous }),
  async run(run) {
    await recordDeploy(run, () => runRollback(deployContext(run)), { isRollback: true });
    const { request: { component }, number: { build, previous } } = run;
    return { summary: `${component} ${previous} → ${build}` };
  },
};

function announceRollback(reason: string): Step {
  return {
    name: "announce",
    describe: () => [],
    async run(run) {
      const { control, request: { component }, number: { build } } = run;
      await control.rollback({ component, build, reason });
      await verifyAnnounced(run);
      return { summary: `${component} ${build} is announced` };
    },
  };
}
