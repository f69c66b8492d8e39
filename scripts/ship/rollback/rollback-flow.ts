import { runRollback } from "../../deploy/rollback.ts";
import { planBump } from "../../manifest/bump.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Flow, Step } from "../flow/flow.ts";
import { flowKinds } from "../flow/flow-kinds.ts";
import { recordDeploy } from "../flow/deployment.ts";
import { deployContext } from "../flow/run-context.ts";
import { verifyStep } from "../flow/steps/deploy.ts";
import { leaseStep } from "../flow/steps/opening.ts";
import { recordStep, verifyAnnounced } from "../flow/steps/record.ts";
import { tableStep } from "../flow/steps/table.ts";

/** `slipway rollback`: a component back at an earlier build, for a reason. `onMeasured` hears how long its adapter took. */
export function rollbackFlow(reason: string, onMeasured: (ms: number) => void): Flow {
  return {
    ...flowKinds.rollback,
    steps: {
      opening: [leaseStep],
      local: [],
      published: [rollbackStep(onMeasured), verifyStep, recordStep, announceRollback(reason), tableStep],
    },
    numbering: "given",
    planEdits: planBump,
  };
}

function rollbackStep(onMeasured: (ms: number) => void): Step {
  return {
    name: "rollback",
    describe: () => [],
    // not as "build": the number that a ship uses only rises
    prepare: ({ number: { build, previous } }) => Promise.resolve({ to: build, from: previous }),
    async run(run) {
      let ms = 0;
      const goBack = async () => void ({ ms } = await runRollback(deployContext(run)));
      await recordDeploy(run, goBack, { isRollback: true });
      onMeasured(ms);
      const { request: { component }, number: { build, previous } } = run;
      const adapter = componentOf(run.workspace.manifest, component).deploy?.type;
      return {
        summary: `${component} ${previous} → ${build} in ${seconds(ms)}`,
        detail: { to: build, from: previous, adapter, ms },
      };
    },
  };
}

/** As people read it: 0.4 s, 31.0 s. */
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

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
