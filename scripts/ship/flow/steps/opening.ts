import { loadWorkspace } from "../../../manifest/load.ts";
import { readScene, runGuards } from "../../guards/guards.ts";
import type { Step } from "../run-steps.ts";

/** The leases are taken when the journal begins: this is their line in it. */
export const leaseStep: Step = {
  name: "lease",
  describe: ({ leases }) => leases.map((lease) => `take ${lease}`),
  isReading: true,
  run: ({ held, leases }) =>
    Promise.resolve({ summary: `${leases.join(", ")} (ship ${held.id})`, detail: { leases } }),
};

/** The guards have passed before the leases were taken; who had to wait is looked at again. */
export const checksStep: Step = {
  name: "checks",
  describe: () => ["passed"],
  isReading: true,
  async run(run) {
    if (run.mustLookAgain) {
      run.workspace = await loadWorkspace(run.git.root);
      await runGuards(await readScene(run.git, run.of), run.of, run.workspace, run.request.component, {
        isApp: run.kind === "ios",
      });
    }
    // a ship that is resumed does as it was told
    return { summary: "passed", detail: { deploy: run.request.isDeploying, message: run.request.message } };
  },
};
