import { componentOf } from "../../../manifest/component-of.ts";
import { rideAlongs } from "../../../manifest/ride-alongs.ts";
import { requireHigher } from "../../guards/component.ts";
import type { Step } from "../run-steps.ts";
import { deployContext, type ShipRun } from "../ship-run.ts";

// What deploys and asks is loaded when there is something to deploy or to ask: a ship without either need not wait for it.
const loadDeploy = () => import("../../../deploy/deploy.ts");
const loadRideAlongs = () => import("../../../deploy/ride-alongs.ts");
const loadVerify = () => import("../../../deploy/verify.ts");

/** Deploys the component, then its ride-alongs. Losing the ship ends what runs. */
export const deployStep: Step = {
  name: "deploy",
  async describe({ request, context }) {
    if (!request.isDeploying) return ["left out (--no-deploy)"];
    const [{ describeDeploy }, { describeRideAlongs }] = await Promise.all([loadDeploy(), loadRideAlongs()]);
    return [...describeDeploy(context), ...describeRideAlongs(context)];
  },
  isLeftOut: ({ request }) =>
    request.isDeploying ? null : { summary: "left out (--no-deploy)", isSkipped: true },
  async idle(run) {
    const { component } = run.request;
    if (rideAlongs(run.workspace.manifest, component).length > 0) return null;
    const { planDeploy } = await loadDeploy();
    const hasWork = planDeploy(deployContext(run)).length > 0;
    return hasWork ? null : { summary: `${component} has nothing to deploy`, isSkipped: true };
  },
  async run(run) {
    const { component } = run.request;
    const context = deployContext(run);
    const riders = rideAlongs(run.workspace.manifest, component);
    const { components } = await run.control.manifest();
    requireHigher(run, components[component]?.build);
    const [{ deploy }, { deployRideAlongs }] = await Promise.all([loadDeploy(), loadRideAlongs()]);
    // no probe tells whether the ride-alongs were reached
    if (!(run.isResumed && await isServed(run))) await deploy(context);
    await deployRideAlongs(context);
    return {
      summary: [`${component} ${run.build}`, ...riders].join(", then "),
      detail: { build: run.build, ride_alongs: riders },
    };
  },
  async isDone(run) {
    const { component } = run.request;
    if (rideAlongs(run.workspace.manifest, component).length > 0 || !await isServed(run)) return null;
    return { summary: `${component} ${run.build} is served already`, detail: { build: run.build } };
  },
};

/** Waits until what is deployed serves the build. */
export const verifyStep: Step = {
  name: "verify",
  async describe({ workspace, request }) {
    const { describeProbe } = await loadVerify();
    return componentOf(workspace.manifest, request.component).verify.map(describeProbe);
  },
  idle: (run) =>
    Promise.resolve(probesOf(run).length === 0 ? { summary: "nothing to ask", isSkipped: true } : null),
  async run(run) {
    const probes = probesOf(run);
    const { verify } = await loadVerify();
    const { afterRecord } = await verify(deployContext(run), probes, { build: run.build });
    run.afterRecord = afterRecord;
    const later = afterRecord.length > 0 ? `, ${afterRecord.length} to be asked after the record` : "";
    return { summary: `${probes.length - afterRecord.length} of ${probes.length} probes agree${later}` };
  },
};

/** Every probe agrees, and there are some. */
async function isServed(run: ShipRun): Promise<boolean> {
  const probes = probesOf(run);
  if (probes.length === 0) return false;
  const context = deployContext(run);
  const { look } = await loadVerify();
  const seen = await Promise.all(probes.map((probe) => look(context, probe, { build: run.build })));
  return seen.every(({ isVerified }) => isVerified);
}

function probesOf({ workspace, request }: ShipRun) {
  return componentOf(workspace.manifest, request.component).verify;
}
