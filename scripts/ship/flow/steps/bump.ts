import { componentOf } from "../../../manifest/component-of.ts";
import { chooseBuild } from "../build-number.ts";
import type { Step } from "../run-steps.ts";
import { applyEdits, type ShipRun } from "../ship-run.ts";

/** Chooses the number, journals it, and writes it into version.json, the mirrors and README.md. */
export const bumpStep: Step = {
  name: "bump",
  describe: ({ request, previous, build, written }) => [
    `${request.component} ${previous} → ${build}`,
    ...written.map((path) => `write ${path}`),
  ],
  // deno-lint-ignore require-await
  async prepare(run) {
    const written = writtenBuild(run);
    if (run.build === 0) {
      run.previous = written;
      run.isNew = run.held.highestBuild === null;
      run.build = chooseBuild({ written, highest: run.held.highestBuild });
    } else if (written > run.build && run.kind !== "ios") {
      // the remote went past the number of a ship that is resumed
      run.build = written + 1;
    }
    return { build: run.build, previous: run.previous, is_new: run.isNew };
  },
  looksFirst: true,
  async run(run, started) {
    const { component } = run.request;
    const edits = await run.planEdits(run.workspace, component, run.build);
    await started;
    await applyEdits(run, edits);
    const files = edits.map(({ path }) => path);
    return {
      summary: `${component} ${run.previous} → ${run.build}`,
      detail: { build: run.build, previous: run.previous, is_new: run.isNew, files },
    };
  },
};

function writtenBuild({ workspace, request }: ShipRun): number {
  return componentOf(workspace.manifest, request.component).build;
}
