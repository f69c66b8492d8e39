import { readNotes } from "../../record/notes.ts";
import type { Step } from "../run-steps.ts";
import { recordBuild } from "../../record/record-build.ts";
import { deployContext } from "../ship-run.ts";

/** Tells Postgres, and thereby everybody; then asks what only now can agree. */
export const recordStep: Step = {
  name: "record",
  describe: ({ request, build }) => [
    `ship.sync_manifest(…, only_component => '${request.component}'): build ${build}, announced to everybody`,
  ],
  async run(run) {
    const { workspace, request, control, actor, sha, build } = run;
    const { root, manifest } = workspace;
    const row = await recordBuild(control, {
      ...{ manifest, component: request.component, sha, actor },
      notes: await readNotes(root, manifest),
      baseline: run.isNew ? run.previous : undefined,
    });
    if (row?.changed && row.previous !== null) run.previous = row.previous;
    if (run.afterRecord.length > 0) {
      const { verify } = await import("../../../deploy/verify.ts");
      await verify(deployContext(run), run.afterRecord, { build }, { isRecorded: true });
    }
    return { summary: `${request.component} ${build} is recorded and announced`, detail: { build, sha } };
  },
};
