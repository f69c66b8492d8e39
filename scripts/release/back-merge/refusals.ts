import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Branches } from "./branches.ts";

/** A failure of a back-merge that Postgres hears of. */
export class BackMergeError extends CommandError {
  constructor(
    code: string,
    message: string,
    hint: string,
    status: number,
    readonly outcome: "conflict" | "refused",
    /** What is recorded with it. */
    readonly detail: Record<string, unknown>,
    /** The merge that could not be pushed. */
    readonly sha?: string,
  ) {
    super(code, message, hint, status);
  }
}

/** As many as somebody reads; what is recorded is bounded. */
const mostPaths = 50;

export function backMergeConflict({ from, to, remote }: Branches, paths: readonly string[]): BackMergeError {
  const shown = paths.slice(0, mostPaths);
  const more = paths.length > shown.length ? `, and ${paths.length - shown.length} more` : "";
  return new BackMergeError(
    "back_merge_conflict",
    `${from} and ${to} both changed ${shown.join(", ")}${more}; nothing was merged`,
    `Merge by hand: git fetch ${remote}; git switch ${to}; git merge ${remote}/${from}. Generated files that shall be ${from}'s belong into ` +
      "ship.release.back_merge.theirs.",
    exitCode.failure,
    "conflict",
    { paths: shown, count: paths.length },
  );
}

export function backMergeRefused(
  { from, to, remote }: Branches,
  sha: string,
  error: CommandError,
): BackMergeError {
  return new BackMergeError(
    "back_merge_refused",
    `${remote} does not take the merge of ${from} into ${to}: ${error.message}`,
    "Run slipway back-merge --pull-request, or let the token that pushes past the branch's rules.",
    exitCode.failure,
    "refused",
    { message: error.message.slice(0, 2000) },
    sha,
  );
}

export function unrelated({ from, to, remote }: Branches): BackMergeError {
  return new BackMergeError(
    "histories_unrelated",
    `${from} and ${to} of ${remote} have no common commit, so that a merge would only put one beside the other`,
    "Look whether one of them was rewritten: git merge-base " + `${remote}/${from} ${remote}/${to}`,
    exitCode.refused,
    "refused",
    { message: "unrelated histories" },
  );
}
