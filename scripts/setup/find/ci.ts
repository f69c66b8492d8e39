import type { Snapshot } from "./snapshot.ts";

const ciFile =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|(azure|bitbucket)-pipelines\.yml|\.ci\/run|Jenkinsfile|\.buildkite\/[^/]+\.yml)$/;
/** Not in a comment. */
const call = /^(?![ \t]*(#|\/\/)).*\bslipway check\b/m;

/** The file that makes CI run `slipway check`, if one does. Scripts that CI calls are not followed. */
export function findCiCheck({ files, read }: Pick<Snapshot, "files" | "read">): string | undefined {
  return [...files].find((path) => ciFile.test(path) && call.test(read(path) ?? ""));
}

/** Whether the repository is one of GitHub's, by its workflows or its remote. */
export function isOnGitHub({ files, remoteUrl }: Pick<Snapshot, "files" | "remoteUrl">): boolean {
  return [...files].some((path) => path.startsWith(".github/workflows/")) ||
    /(^|[/@.])github\.com[:/]/.test(remoteUrl);
}
