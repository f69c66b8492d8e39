import { planReadme } from "../../../manifest/readme.ts";
import { planSync } from "../../../manifest/sync.ts";
import { requireAgreement } from "../../guards/agreement.ts";
import type { Step } from "../flow.ts";
import { applyEdits } from "../run-context.ts";

/** Mirrors, as version.json says; after a bump there is usually nothing left. */
export const syncStep: Step = {
  name: "sync",
  describe: () => ["slipway sync"],
  async idle({ workspace }) {
    const { edits } = await planSync(workspace);
    return edits.length === 0 ? { summary: "every mirror agrees" } : null;
  },
  async run(run) {
    const { edits } = await planSync(run.workspace);
    await applyEdits(run, edits);
    return { summary: edits.map(({ path }) => path).join(", ") };
  },
};

/** Banner and table of the README. */
export const readmeStep: Step = {
  name: "readme",
  describe: () => ["slipway readme"],
  async idle({ workspace }) {
    const { edit } = await planReadme(workspace);
    return edit === null ? { summary: `${workspace.manifest.ship.readme} agrees` } : null;
  },
  async run(run) {
    const { edit } = await planReadme(run.workspace);
    await applyEdits(run, edit === null ? [] : [edit]);
    return { summary: run.workspace.manifest.ship.readme };
  },
};

/** The same checks as the pre-push hook's. */
export const checkStep: Step = {
  name: "check",
  describe: () => ["slipway check"],
  isReading: true,
  async run(run) {
    await requireAgreement(run.workspace);
    return { summary: "everything agrees" };
  },
};
