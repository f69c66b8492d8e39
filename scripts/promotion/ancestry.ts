import type { Finding } from "../cli/command-error.ts";
import type { Environment } from "../manifest/environment.ts";
import type { Branches, Lie } from "./look.ts";
import type { PromoteRequest } from "./request.ts";

/** What speaks against moving the environment's branch to the commit, by history alone. Pure. */
export function judgeAncestry(
  { name, upstream: { branch } }: Environment,
  { rule: { from, by }, sha, previous }: Branches,
  { isOnSource, isThere, isForward, isUnrelated, onlyThere }: Lie,
  { kind, reason }: Pick<PromoteRequest, "kind" | "reason">,
): Finding[] {
  const commit = sha.slice(0, 12);
  const findings: Finding[] = [];
  const add = (code: string, message: string, hint: string) => void findings.push({ code, message, hint });
  if (kind !== "promotion" && (reason ?? "").trim() === "") {
    add("reason_missing", `a ${kind} needs a reason, which stays in the audit log`, 'Say why: --reason "…".');
  }
  if (kind === "cutover") {
    if (!isOnSource) {
      add("sha_not_on_branch", `${commit} is not on ${from}`, `Reset ${branch} to a commit of ${from}.`);
    }
    if (isForward && previous !== null) {
      add(
        "cutover_needless",
        `${branch} can be moved to ${commit} without losing a commit`,
        `Promote it as usual: slipway promote ${name}.`,
      );
    }
    return findings;
  }
  if (kind === "promotion" && !isOnSource && !(by === "pull-request" && isThere)) {
    add(
      "sha_not_on_branch",
      `${commit} is not on ${from}, which is what ${name} is promoted from`,
      `Merge it to ${from} first. When it can't wait for that: slipway promote ${name} ${commit} --hotfix --reason "…".`,
    );
  }
  if (isUnrelated) {
    add(
      "histories_unrelated",
      `${branch} and ${commit} have no commit in common: nothing can be fast-forwarded`,
      `Look at both. To begin anew from ${from}, keeping the old history behind a tag: slipway promote ${name} --cutover --reason "…".`,
    );
  } else if (by === "fast-forward" && kind === "promotion" && onlyThere.length > 0) {
    const shown = onlyThere.slice(0, 5).map(({ sha, subject, author }) =>
      `${sha.slice(0, 7)} ${subject} (${author})`
    );
    add(
      "commits_only_there",
      `${branch} has ${onlyThere.length} commits that ${from} lacks: ${shown.join("; ")}`,
      `Merge them back, never cherry-pick: git fetch && git switch ${from} && git merge origin/${branch}, push that, and promote what comes out.`,
    );
  } else if (!isForward && !isThere) {
    add(
      "not_fast_forward",
      `${branch} can't be moved forward to ${commit}`,
      `Choose a commit that has all of ${branch} in its history.`,
    );
  }
  return findings;
}
