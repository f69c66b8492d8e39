import { componentOf } from "../../manifest/component-of.ts";
import { deploy, describeDeploy, planDeploy } from "../../deploy/deploy.ts";
import { deployRideAlongs, describeRideAlongs, rideAlongs } from "../../deploy/ride-alongs.ts";
import { describeProbe, look, verify } from "../../deploy/verify.ts";
import { requireHigher } from "../guards/component.ts";
import type { Step } from "../pipeline.ts";
import { deployContext, type ShipRun } from "../run.ts";

/** Deploys the component, then its ride-alongs. Losing the ship ends what runs. */
export const deployStep: Step = {
  name: "deploy",
  describe: ({ request, context }) =>
    request.isDeploying
      ? [...describeDeploy(context), ...describeRideAlongs(context)]
      : ["left out (--no-deploy)"],
  isLeftOut: ({ request }) =>
    request.isDeploying ? null : { summary: "left out (--no-deploy)", isSkipped: true },
  idle(run) {
    const { component } = run.request;
    const hasWork =
      planDeploy(deployContext(run)).length + rideAlongs(run.workspace.manifest, component).length > 0;
    return Promise.resolve(
      hasWork ? null : { summary: `${component} has nothing to deploy`, isSkipped: true },
    );
  },
  async run(run) {
    const { component } = run.request;
    const context = deployContext(run);
    const riders = rideAlongs(run.workspace.manifest, component);
    const { components } = await run.control.manifest();
    requireHigher(run, components[component]?.build);
    await deploy(context);
    await deployRideAlongs(context);
    return {
      summary: [`${component} ${run.build}`, ...riders].join(", then "),
      detail: { build: run.build, ride_alongs: riders },
    };
  },
  async isDone(run) {
    const probes = probesOf(run);
    if (probes.length === 0) return null;
    const context = deployContext(run);
    const seen = await Promise.all(probes.map((probe) => look(context, probe, { build: run.build })));
    if (!seen.every(({ isVerified }) => isVerified)) return null;
    return {
      summary: `${run.request.component} ${run.build} is served already`,
      detail: { build: run.build },
    };
  },
};

/** Waits until what is deployed serves the build. */
export const verifyStep: Step = {
  name: "verify",
  describe: ({ workspace, request }) =>
    componentOf(workspace.manifest, request.component).verify.map(describeProbe),
  idle: (run) =>
    Promise.resolve(probesOf(run).length === 0 ? { summary: "nothing to ask", isSkipped: true } : null),
  async run(run) {
    const probes = probesOf(run);
    const { afterRecord } = await verify(deployContext(run), probes, { build: run.build });
    run.afterRecord = afterRecord;
    const later = afterRecord.length > 0 ? `, ${afterRecord.length} to be asked after the record` : "";
    return { summary: `${probes.length - afterRecord.length} of ${probes.length} probes agree${later}` };
  },
};

function probesOf({ workspace, request }: ShipRun) {
  return componentOf(workspace.manifest, request.component).verify;
}
