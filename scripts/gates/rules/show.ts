import type { BranchAudit } from "./audit.ts";
import type { RuleLine } from "./compare.ts";

const marks: Record<RuleLine["state"], string> = { ok: "✔", differs: "✘", unknown: "?" };

/** The branches as lines for people: what differs has both sides, and what to do. */
export function showAudit(audits: readonly BranchAudit[]): string {
  return audits.flatMap(({ branch, lines }) => {
    const width = Math.max(...lines.map(({ rule }) => rule.length));
    return [branch, ...lines.flatMap((line) => showLine(line, width)), ""];
  }).join("\n").trimEnd();
}

function showLine({ rule, state, declared, live, fix }: RuleLine, width: number): string[] {
  const says = state === "ok" ? live : `declared: ${declared}; at the host: ${live}`;
  const line = `  ${marks[state]} ${rule.padEnd(width)}  ${says}`;
  return fix === undefined ? [line] : [line, `    ${" ".repeat(width)}  → ${fix}`];
}

/** What is not as it is declared, or can't be read. */
export function differencesOf(audits: readonly BranchAudit[]): { branch: string; line: RuleLine }[] {
  return audits.flatMap(({ branch, lines }) =>
    lines.filter(({ state }) => state !== "ok").map((line) => ({ branch, line }))
  );
}
