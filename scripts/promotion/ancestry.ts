import type { Finding } from "../cli/command-error.ts";
import type { Environment } from "../manifest/environment.ts";
import type { Branches, Lie } from "./look.ts";
import type { PromoteRequest } from "./request.ts";

/**
 * What speaks against a hotfix or a cutover, by history alone; what does against a usual promotion is the gate `ancestry`. Pure.
 */
export function judgeOffTheWay(
  { name, upstream: { branch } }: Environment,
  { rule: { from }, sha, previous }: Branches,
  { isOnSource, isForward }: Lie,
  { kind, reason }: Pick<PromoteRequest, "kind" | "reason">,
): Finding[] {
  if (kind === "promotion") return [];
  const commit = sha.slice(0, 12);
  const findings: Finding[] = [];
  const add = (code: string, message: string, hint: string) => void findings.push({ code, message, hint });
  if ((reason ?? "").trim() === "") {
    add("reason_missing", `a ${kind} needs a reason, which stays in the audit log`, 'Say why: --reason "…".');
  }
  if (kind === "hotfix" && !isForward) {
    add(
      "not_fast_forward",
      `${branch} can't be moved forward to ${commit}`,
      `Start the fix at ${branch}: git switch -c fix origin/${branch}. Afterwards it is merged back to ${from}.`,
    );
  }
  if (kind === "cutover" && !isOnSource) {
    add("not_on_source", `${commit} is not on ${from}`, `Reset ${branch} to a commit of ${from}.`);
  }
  if (kind === "cutover" && isForward && previous !== null) {
    add(
      "cutover_needless",
      `${branch} can be moved to ${commit} without losing a commit`,
      `Promote it as usual: slipway promote ${name}.`,
    );
  }
  return findings;
}
