import type { Finding } from "../cli/command-error.ts";
import type { PolicyChange } from "./facts.ts";
import { type Gate, judged } from "./gate.ts";
import { isOneOf } from "./logins.ts";

/**
 * Each change of a policy's files came in by a pull request that one of the policy's owners approved, or made; a review of anybody else is not
 * enough. Where the policy says so, a new decision record came with it.
 */
export const approval: Gate = ({ policies }) =>
  judged("approval", policies, (changes) => ({
    refusals: changes.flatMap((change) => [...unapproved(change), ...undecided(change)]),
    detail: {
      policies: changes.map(({ policy, paths, commits }) => ({
        owners: policy.owners,
        paths,
        approved_by: [...new Set(commits.flatMap(({ pulls }) => pulls.flatMap((one) => one.approvedBy)))],
        pulls: [...new Set(commits.flatMap(({ pulls }) => pulls.map(({ number }) => number)))],
      })),
    },
  }));

function unapproved({ policy: { owners }, paths, commits }: PolicyChange): Finding[] {
  return commits.flatMap(({ sha, subject, pulls }): Finding[] => {
    const isApproved = pulls.some(({ author, approvedBy }) =>
      isOneOf(owners, author) || approvedBy.some((login) => isOneOf(owners, login))
    );
    if (isApproved) return [];
    const [pull] = pulls;
    return [{
      code: "policy_unapproved",
      message: `${sha.slice(0, 9)} (${subject}) changes ${paths.slice(0, 3).join(", ")}, and ${
        pull === undefined
          ? "no pull request brought it in"
          : `nobody of ${owners.join(", ")} approved #${pull.number}`
      }`,
      hint: pull === undefined
        ? "Take the change back, and bring it in by a pull request that an owner approves."
        : `One of ${owners.join(", ")} approves ${pull.url}: that is possible after its merge as well.`,
    }];
  });
}

function undecided({ policy, paths, decisions }: PolicyChange): Finding[] {
  if (!policy.decision || (decisions !== null && decisions.length > 0)) return [];
  return [{
    code: "policy_undecided",
    message: decisions === null
      ? `${
        paths.slice(0, 3).join(", ")
      } needs a decision record, and version.json does not say where they are`
      : `${paths.slice(0, 3).join(", ")} changed without a new decision record beside it`,
    hint: decisions === null
      ? 'Name their folder as ship.docs.decisions, or set the policy\'s "decision" to false.'
      : "slipway adr new, with what was decided and why, in the same pull request.",
  }];
}
