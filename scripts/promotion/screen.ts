import type { Environment } from "../manifest/environment.ts";
import type { JudgedPromotion } from "./promote.ts";

const marks = { passed: "ok", warned: "warn", refused: "NO", unknown: "?" };

/** What would move, and what every gate says, for people. */
export function describePromotion(
  { name, upstream: { branch } }: Environment,
  { plan: { sha, previous, rule, components, lie, refusals: own }, gates }: JudgedPromotion,
): string {
  const why = {
    changed: "",
    new: " (never verified there)",
    unknown: " (runs at a commit that this clone lacks)",
  };
  const shown = (commit: string | null) => commit === null ? "nothing" : commit.slice(0, 12);
  return [
    `${name}: ${branch} ${shown(previous)} → ${shown(sha)} of ${rule.from}${
      lie.isThere ? " (is there already)" : ""
    }`,
    components.length === 0
      ? "  nothing that is deployed there changed"
      : `  deploys ${
        components.map(({ component, why: reason }) => `${component}${why[reason]}`).join(", ")
      }`,
    "",
    ...gates.map(({ gate, state, findings, override }) =>
      [
        `  ${(override === undefined ? marks[state] : "over").padEnd(4)} ${gate}${
          override === undefined ? "" : `: ${override}`
        }`,
        ...override === undefined ? findings.map(({ message, hint }) => `       ${message}. ${hint}`) : [],
      ].join("\n")
    ),
    ...own.map(({ message, hint }) => `  NO   ${message}. ${hint}`),
  ].join("\n");
}
