import type { Finding } from "../../cli/command-error.ts";
import { check } from "../../manifest/check.ts";
import { checkWorkflows } from "../../workflows/plan.ts";
import type { Broken, Invariant } from "./place.ts";

/** The environment's branch agrees with version.json, as every push should have been checked. */
export const filesAgree: Invariant = {
  name: "check",
  keys: ["check"],
  async look({ remote, session: { upstream } }) {
    const { findings } = await check((await remote()).workspace);
    return summed("check", `places on ${upstream.branch} disagree with version.json`, findings);
  },
};

/** Workflows are those that version.json asks for. */
export const workflowsAgree: Invariant = {
  name: "workflows",
  keys: ["workflows"],
  async look({ remote, session: { upstream } }) {
    const findings = await checkWorkflows((await remote()).workspace);
    return summed("workflows", `workflows on ${upstream.branch} are not as version.json says`, findings);
  },
};

/** As many as an issue's title and a chat can bear. */
const most = 5;

function summed(key: string, what: string, findings: readonly Finding[]): Broken[] {
  const [first] = findings;
  if (first === undefined) return [];
  const shown = findings.slice(0, most).map(({ message }) => message.slice(0, 150)).join("; ");
  const more = findings.length > most ? "; …" : "";
  return [{ key, message: `${findings.length} ${what}: ${shown}${more}`, hint: first.hint }];
}
