import { readOutcome } from "../../record/outcome.ts";
import type { Step } from "../flow.ts";

/** Reads what the team's chat sees, to be printed when the ship has ended. */
export const tableStep: Step = {
  name: "table",
  describe: () => ["the table that the chat gets"],
  isReading: true,
  async run(run) {
    const { control, environment, request: { component }, number: { build, previous }, signal } = run;
    run.outcome = await readOutcome(control, environment.name, { component, build, previous }, signal);
    return { summary: "" };
  },
};
