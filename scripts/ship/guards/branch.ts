import type { Finding } from "../../cli/command-error.ts";
import { identityFix } from "../../git/identity.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import type { Repository } from "../../git/repository.ts";

interface BranchState {
  repository: Repository;
  upstream: RemoteBranch;
  /** Beside what the clone last saw of the remote; null when it never saw the branch. */
  distance: { ahead: number; behind: number } | null;
  hasIdentity: boolean;
}

/** Where a ship must not begin: another branch, half a rebase, a clone without its history, or nobody who commits. */
export function guardBranch({ repository, upstream, distance, hasIdentity }: BranchState): Finding[] {
  const { branch } = upstream;
  const findings: (Finding | false)[] = [
    repository.prefix !== "" && notAtTop(repository.prefix),
    repository.head === null && {
      code: "commit_missing",
      message: "the repository has no commit yet",
      hint: "Commit what there is and push it.",
    },
    repository.operation !== null && {
      code: "operation_unfinished",
      message: `a ${repository.operation} is under way`,
      hint: `Finish it: git ${repository.operation} --continue, or --abort.`,
    },
    repository.branch === null && repository.operation === null && {
      code: "head_detached",
      message: "HEAD is detached",
      hint: `git switch ${branch}`,
    },
    repository.branch !== null && repository.branch !== branch && {
      code: "branch_wrong",
      message: `this is ${repository.branch}, and ${branch} ships`,
      hint: `git switch ${branch}`,
    },
    repository.isShallow && {
      code: "clone_shallow",
      message: "the clone is shallow, so nobody can tell what it lacks",
      hint: "git fetch --unshallow",
    },
    !hasIdentity && identityMissing,
    distance !== null && distance.ahead > 0 && distance.behind > 0 && diverged(upstream, distance),
  ];
  return findings.filter((finding) => finding !== false);
}

/** Both sides have commits for themselves. */
export function diverged(
  { remote, branch }: RemoteBranch,
  { ahead, behind }: { ahead: number; behind: number },
): Finding {
  return {
    code: "branch_diverged",
    message: `${branch} has ${ahead} commits that ${remote} lacks, and lacks ${behind} of ${remote}`,
    hint: `git pull --rebase --autostash ${remote} ${branch}`,
  };
}

/** version.json lies deeper, in the folder `prefix`. */
export function notAtTop(prefix: string): Finding {
  return {
    code: "manifest_not_at_top",
    message: `version.json is in ${prefix}, not at the top of the repository`,
    hint: "Move it there: the files of a component are named from the top.",
  };
}

/** Nobody to commit as. */
export const identityMissing: Finding = {
  code: "git_identity_missing",
  message: "git does not know in whose name to commit",
  hint: identityFix,
};
