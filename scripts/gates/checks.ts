import type { Finding } from "../cli/command-error.ts";
import { type Gate, judged } from "./gate.ts";

/**
 * Every required check of the commit has ended well: with success, or neutral or skipped where the host takes those for good; neutral not where
 * `gates.neutral_blocks`. One that never reported is not green.
 */
export const checks: Gate = ({ checks, sha }) =>
  judged("checks", checks, ({ sha: judgedSha, required, neutralBlocks }) => {
    const place = judgedSha.slice(0, 9);
    const refusals = required.flatMap(({ context, state, detail, url }): Finding[] => {
      const at = url === null ? "" : ` (${url})`;
      if (state === "expected") {
        return [{
          code: "check_missing",
          message: `${context} never reported on ${place}`,
          hint: "Run what reports it for this commit; if nothing does, take it out of the required checks.",
        }];
      }
      if (state === "pending") {
        return [{
          code: "check_pending",
          message: `${context} of ${place} is not done: ${detail}${at}`,
          hint: "Wait for it, then run the command again.",
        }];
      }
      if (state === "failure") {
        return [{
          code: "check_failed",
          message: `${context} of ${place} ended with ${detail}${at}`,
          hint: "Fix it, push, and promote the commit that is green; or run the check again.",
        }];
      }
      return neutralBlocks && detail === "neutral"
        ? [{
          code: "check_neutral",
          message: `${context} of ${place} ended neutral, which blocks here${at}`,
          hint: "Settle what it found, or set ship.gates.neutral_blocks to false.",
        }]
        : [];
    });
    return {
      refusals,
      detail: {
        sha: judgedSha,
        ...judgedSha === sha ? {} : { own_commits_above: true },
        required: required.map(({ context, state, detail }) => ({ context, state, detail })),
      },
    };
  });
