import type { Finding } from "../cli/command-error.ts";
import type { AncestryFact } from "./facts.ts";
import { type Gate, judged } from "./gate.ts";

/**
 * The commit is on the branch that is promoted from, and what is deployed now leads to it by a fast-forward. Histories that have nothing in
 * common, a way back, and commits that only the target has are refused, each with its way out. No override helps: the push would be refused too.
 */
export const ancestry: Gate = ({ ancestry, environment, sha }) =>
  judged("ancestry", ancestry, (fact) => {
    const short = sha.slice(0, 9);
    const related = whyNot(fact, environment, short);
    const lost = fact.by === "pull-request" && fact.relation === "diverged" ? extraOf(fact) : null;
    return {
      refusals: [notOnSource(fact, short) ?? [], related ?? []].flat(),
      warnings: lost === null ? [] : [lost],
      detail: {
        ...{ from: fact.from, branch: fact.branch, relation: fact.relation },
        extra: fact.extra.map(({ sha, isBot }) => ({ sha, is_bot: isBot })),
      },
    };
  });

function notOnSource({ from, by, relation, isOnSource, never }: AncestryFact, sha: string): Finding | null {
  // the commit of a merged pull request is on its target alone
  if (isOnSource || by === "pull-request" && relation === "same") return null;
  const where = never.length === 0 ? "" : `; it is on ${never.join(", ")}, which is never deployed there`;
  return {
    code: never.length === 0 ? "not_on_source" : "never_from",
    message: `${sha} is not on ${from}, and only what is there is promoted${where}`,
    hint: `Merge it into ${from}, push, and promote what comes of it.`,
  };
}

function whyNot(fact: AncestryFact, environment: string, sha: string): Finding | null {
  const { relation, branch, from, by } = fact;
  if (relation === "unrelated") {
    return {
      code: "histories_unrelated",
      message: `${branch} and ${sha} of ${from} have no commit in common`,
      hint:
        `Look which of them is right. Then, once: slipway promote ${environment} --cutover, which archives ${branch} first.`,
    };
  }
  if (relation === "behind") {
    return {
      code: "promotion_backwards",
      message: `${branch} has ${sha} already, and more after it`,
      hint: `Go back with slipway rollback, or promote a revert.`,
    };
  }
  return relation === "diverged" && by === "fast-forward" ? extraOf(fact) : null;
}

/** What the target has and the source lacks; a robot's commit is told by its code. */
function extraOf({ extra, branch, from }: AncestryFact): Finding {
  const isBots = extra.length > 0 && extra.every(({ isBot }) => isBot);
  const listed = extra.slice(0, 5).map(({ sha, subject, author }) =>
    `${sha.slice(0, 9)} ${subject} (${author})`
  );
  return {
    code: isBots ? "bot_commits_on_target" : "not_fast_forward",
    message: `${branch} has ${extra.length} commits that ${from} lacks: ${listed.join("; ")}${
      extra.length > 5 ? "; …" : ""
    }`,
    hint:
      `Merge them back, not by cherry-pick: slipway back-merge, or git merge ${branch} on ${from}; then promote again.`,
  };
}
