import { contextFor } from "../../../deploy/context.ts";
import { componentOf } from "../../../manifest/component-of.ts";
import { probesIn, provesBuild } from "../../../manifest/probe-kinds.ts";
import { rideAlongs } from "../../../manifest/ride-alongs.ts";
import { requireHigher } from "../../guards/component.ts";
import { recordDeploy, recordProof } from "../deployment.ts";
import type { ShipRun, Step } from "../flow.ts";
import { childRuns, deployContext } from "../run-context.ts";

// What deploys and asks is loaded when there is something to deploy or to ask: a ship without either need not wait for it.
const loadDeploy = () => import("../../../deploy/deploy.ts");
const loadProbes = () => import("../../../deploy/verify.ts");
const loadVerify = () => import("../../../verification/verify-deploy.ts");

/** Deploys the component, then its ride-alongs. Losing the ship ends what runs. */
export const deployStep: Step = {
  name: "deploy",
  async describe({ request, context }) {
    if (!request.isDeploying) return ["left out (--no-deploy)"];
    const { describeDeploy } = await loadDeploy();
    const riders = rideAlongs(context.manifest, request.component).map((key) => contextFor(context, key));
    return [context, ...riders].flatMap(describeDeploy);
  },
  isLeftOut: ({ request }) =>
    request.isDeploying ? null : { summary: "left out (--no-deploy)", isSkipped: true },
  async idle(run) {
    const { component } = run.request;
    if (childRuns(run).length > 0) return null;
    const { planDeploy } = await loadDeploy();
    const hasWork = planDeploy(deployContext(run)).length > 0;
    return hasWork ? null : { summary: `${component} has nothing to deploy`, isSkipped: true };
  },
  async run(run) {
    const { request: { component }, number: { build } } = run;
    const children = childRuns(run);
    if (run.flow.numbering === "counted") {
      const { components } = await run.control.manifest();
      requireHigher({ component, build, isResumed: run.isResumed }, components[component]?.build);
    }
    const { deploy } = await loadDeploy();
    await recordDeploy(run, async () => {
      // no probe tells whether the ride-alongs were reached
      if (!(run.isResumed && await isServed(run))) await deploy(deployContext(run));
      for (const child of children) await deploy(deployContext(child));
    });
    const riders = children.map((child) => child.request.component);
    return {
      summary: [`${component} ${build}`, ...riders].join(", then "),
      detail: { build, ride_alongs: riders },
    };
  },
  async isDone(run) {
    const { request: { component }, number: { build } } = run;
    if (childRuns(run).length > 0 || !await isServed(run)) return null;
    return { summary: `${component} ${build} is served already`, detail: { build } };
  },
};

/** Waits until what is deployed serves the build. */
export const verifyStep: Step = {
  name: "verify",
  async describe({ workspace, request, environment }) {
    const { describeProbe } = await loadProbes();
    return probesIn(environment, componentOf(workspace.manifest, request.component).verify).map(
      describeProbe,
    );
  },
  idle: (run) =>
    Promise.resolve(probesOf(run).length === 0 ? { summary: "nothing to ask", isSkipped: true } : null),
  async run(run) {
    const probes = probesOf(run);
    const { verifyDeploy } = await loadVerify();
    const { control, number: { build } } = run;
    const { afterAnnouncement, results } = await recordProof(
      run,
      () => verifyDeploy(deployContext(run), probes, { build }, { control, deployment: run.deployment?.id }),
    );
    for (const { probe, saw } of results.filter(({ state }) => state === "skipped")) {
      run.output.warn("probe_skipped", `${probe} was skipped: it ${saw}`);
    }
    run.afterAnnouncement = afterAnnouncement;
    const later = afterAnnouncement.length > 0
      ? `, ${afterAnnouncement.length} to be asked after the announcement`
      : "";
    return {
      summary: `${probes.length - afterAnnouncement.length} of ${probes.length} probes agree${later}`,
    };
  },
};

/** Every probe that tells builds apart agrees, and there are some: health is no sign of a build. */
async function isServed(run: ShipRun): Promise<boolean> {
  const probes = probesOf(run).filter(provesBuild);
  if (probes.length === 0) return false;
  const context = deployContext(run);
  const { probeOnce } = await loadProbes();
  const seen = await Promise.all(
    probes.map((probe) => probeOnce(context, probe, { build: run.number.build })),
  );
  return seen.every(({ isVerified }) => isVerified);
}

function probesOf({ workspace, request, environment }: ShipRun) {
  return probesIn(environment, componentOf(workspace.manifest, request.component).verify);
}
