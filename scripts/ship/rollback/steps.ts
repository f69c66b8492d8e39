import { runRollback } from "../../deploy/rollback.ts";
import type { Step } from "../flow/run-steps.ts";
import { verify } from "../../deploy/verify.ts";
import { deployContext } from "../flow/ship-run.ts";
import { leaseStep } from "../flow/steps/opening.ts";
import { verifyStep } from "../flow/steps/deploy.ts";
import { tableStep } from "../flow/steps/table.ts";

/** What a rollback does while it holds the leases. */
export function rollbackSteps(reason: string): readonly Step[] {
  return [leaseStep, backStep, verifyStep, recordBack(reason), tableStep];
}

const backStep: Step = {
  name: "rollback",
  describe: () => [],
  // not as "build": the number that a ship uses only rises
  prepare: ({ build, previous }) => Promise.resolve({ to: build, from: previous }),
  async run(run) {
    await runRollback(deployContext(run));
    return { summary: `${run.request.component} ${run.previous} → ${run.build}` };
  },
};

function recordBack(reason: string): Step {
  return {
    name: "record",
    describe: () => [],
    async run(run) {
      const { control, request: { component }, build, afterRecord } = run;
      await control.rollback({ component, build, reason });
      if (afterRecord.length > 0) {
        await verify(deployContext(run), afterRecord, { build }, { isRecorded: true });
      }
      return { summary: `${component} ${build} is recorded and announced` };
    },
  };
}
