import { loadWorkspace } from "../../../manifest/load.ts";
import { readCloneState, runGuards } from "../../guards/guards.ts";
import type { Step } from "../flow.ts";

/** The leases are taken when the journal begins: this is their line in it. */
export const leaseStep: Step = {
  name: "lease",
  describe: ({ leases }) => leases.map((lease) => `take ${lease}`),
  isReading: true,
  run: ({ lease, leaseNames }) =>
    Promise.resolve({
      summary: `${leaseNames.join(", ")} (ship ${lease.id})`,
      detail: { leases: leaseNames },
    }),
};

/** The guards have passed before the leases were taken; who had to wait is looked at again. */
export const checksStep: Step = {
  name: "checks",
  describe: () => ["passed"],
  isReading: true,
  async run(run) {
    if (run.mustLookAgain) {
      run.workspace = await loadWorkspace(run.git.root);
      const clone = await readCloneState(run.git, run.upstream);
      await runGuards(clone, run, run.request.component, {
        isStoreDecided: run.flow.numbering === "store",
        seenFiles: run.seenFiles,
      });
    }
    // a ship that is resumed does as it was told
    const { isDeploying: deploy, message, share, reason } = run.request;
    const detail = {
      ...{ deploy, message, share, reason, new_files: [...run.seenFiles], clone: run.lease.cloneId },
      audit: run.auditWitness,
    };
    return { summary: "passed", detail };
  },
};
