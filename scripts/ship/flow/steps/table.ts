import { readOutcome } from "../../record/outcome.ts";
import type { Step } from "../run-steps.ts";

/** Reads what the team's chat sees, to be printed when the ship has ended. */
export const tableStep: Step = {
  name: "table",
  describe: () => ["the table that the chat gets"],
  isReading: true,
  async run(run) {
    const { control, request, build, previous, signal, workspace } = run;
    const { component } = request;
    const environment = workspace.manifest.ship.environment.name;
    run.outcome = await readOutcome(control, environment, { component, build, previous }, signal);
    return { summary: "" };
  },
};
