import { componentOf } from "../../../manifest/component-of.ts";
import type { ShipRun, Step } from "../flow.ts";
import { applyEdits } from "../run-context.ts";

/** Chooses the number, journals it, and writes it into version.json, the mirrors and README.md. */
export const bumpStep: Step = {
  name: "bump",
  describe: ({ request, previous, build, written }) => [
    `${request.component} ${previous} → ${build}`,
    ...written.map((path) => `write ${path}`),
  ],
  // deno-lint-ignore require-await
  async prepare(run) {
    const { workspace, request, number, lease } = run;
    const written = componentOf(workspace.manifest, request.component).build;
    number.choose({ written, highest: lease.highestBuild });
    return journalled(run);
  },
  looksFirst: true,
  async run(run, started) {
    const { request: { component }, number, flow } = run;
    const edits = await flow.planEdits(run.workspace, component, number.build);
    await started;
    await applyEdits(run, edits);
    const files = edits.map(({ path }) => path);
    return {
      summary: `${component} ${number.previous} → ${number.build}`,
      detail: { ...journalled(run), files },
    };
  },
};

function journalled({ number: { build, previous, isNew } }: ShipRun) {
  return { build, previous, is_new: isNew };
}
