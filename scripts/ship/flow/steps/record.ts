import { componentOf } from "../../../manifest/component-of.ts";
import { showShare } from "../../../rollout/share.ts";
import { declareEnvironments } from "../../record/declare-environments.ts";
import { readNotes } from "../../record/notes.ts";
import { announceBuild, passOver, recordBaseline } from "../../record/record-build.ts";
import type { ShipRun, Step, StepResult } from "../flow.ts";
import { recordVerified } from "../deployment.ts";
import { deployContext } from "../run-context.ts";

/** What runs where by now; what there is besides was written down when the unit began. */
export const recordOneStep: Step = {
  name: "record",
  async run(run) {
    await recordVerified(run);
    return recorded(run);
  },
};

/** What runs where by now, in the journal. Of a component that is new to Postgres also the build before, so that this one counts as a move. */
export const recordStep: Step = {
  name: "record",
  describe: (
    { request, build, environment },
  ) => [`${request.component} ${build} runs in ${environment.name}`],
  async run(run) {
    const { workspace: { manifest }, request: { component }, environment, control, actor, sha, number } = run;
    await Promise.all([recordVerified(run), declareEnvironments(control, manifest, sha)]);
    if (number.isNew && environment.announces) {
      await recordBaseline(control, { manifest, component, sha, actor }, number.previous);
    }
    return recorded(run);
  },
};

/** Raises the build, and thereby tells everybody; then asks what only now can agree. */
export const announceStep: Step = {
  name: "announce",
  describe: ({ request: { component, share }, build }) =>
    share === undefined
      ? [`ship.sync_manifest(…, only_component => '${component}'): build ${build}, announced to everybody`]
      : [
        `ship.offer_build('${component}', ${build}, 'live', ${share}): announced to ${
          showShare(share)
        } of the devices`,
      ],
  async run(run) {
    const { workspace: { root, manifest }, request: { component }, control, actor, sha, number } = run;
    await offerShare(run);
    const notes = await readNotes(root, manifest);
    const moved = await announceBuild(control, { manifest, component, sha, actor }, notes);
    if (moved?.changed && moved.previous !== null) number.movesFrom(moved.previous);
    const { build } = number;
    if (moved !== undefined && moved.build < build) {
      const summary =
        `${component} ${build} is offered to a share of the devices; everybody else has ${moved.build}`;
      return { summary, detail: { build, sha, deployed: moved.build } };
    }
    await verifyAnnounced(run);
    return { summary: `${component} ${build} is announced`, detail: { build, sha } };
  },
};

/** Begins the rollout that was asked for; one that has got further meanwhile stays where it is. */
async function offerShare(
  { request: { component, share }, workspace, control, actor, number: { build } }: ShipRun,
) {
  if (share === undefined) return;
  const { version } = componentOf(workspace.manifest, component);
  await control.offerBuild({ component, build, channel: "live", bps: share, version, actor })
    .catch(passOver("share_not_higher", "rollout_complete"));
}

/** Asks the probes that can only agree once the build is announced. */
export async function verifyAnnounced(run: ShipRun): Promise<void> {
  const { afterAnnouncement, number: { build } } = run;
  if (afterAnnouncement.length === 0) return;
  const { verifyDeploy } = await import("../../../verification/verify-deploy.ts");
  const { control } = run;
  await verifyDeploy(deployContext(run), afterAnnouncement, { build }, { control, isAnnounced: true });
}

function recorded(
  { request: { component }, number: { build }, sha, environment: { name } }: ShipRun,
): StepResult {
  return { summary: `${component} ${build} runs in ${name}`, detail: { build, sha, environment: name } };
}
