import { z } from "zod";
import type { CodeHost, HostAccess } from "../code-host.ts";
import { type GitLab, unsupported } from "./dialect.ts";
import { fileAt } from "./files.ts";
import { closeIssue, comment, ensureLabel, findIssues, openIssue } from "./issues.ts";
import {
  latestPullRequests,
  openPullRequest,
  pullFiles,
  pullRequest,
  pullRequests,
  pullRequestsOf,
  reviewsOf,
  updatePullRequest,
} from "./merge-requests.ts";
import { milestone, openMilestones } from "./milestones.ts";
import { createRelease, releaseOf, tagRef, updateRelease } from "./releases.ts";
import { branchRules, checksOf } from "./rules.ts";
import { reviewThreads } from "./threads.ts";

/** GitLab, where a call of GitHub's has exactly one there; everything else raises `host_unsupported` and sends nothing. */
export function gitlabHost(gitlab: GitLab, repo: string): CodeHost {
  const refuse = (what: string) => () => Promise.reject(unsupported(gitlab.name, what));
  return {
    type: "gitlab",
    repo,
    limits: { releaseBody: 1_000_000, issueBody: 1_048_576 },
    access: () => access(gitlab),
    branchRules: (branch) => branchRules(gitlab, branch),
    checksOf: (sha, required) => checksOf(gitlab, sha, required),
    tagRef: (name) => tagRef(gitlab, name),
    pullRequests: (query) => pullRequests(gitlab, query),
    pullRequest: (number) => pullRequest(gitlab, number),
    pullRequestsOf: (sha) => pullRequestsOf(gitlab, sha),
    pullFiles: (number) => pullFiles(gitlab, number),
    latestPullRequests: (base) => latestPullRequests(gitlab, base),
    openPullRequest: (wanted) => openPullRequest(gitlab, wanted),
    updatePullRequest: (number, change) => updatePullRequest(gitlab, number, change),
    reviewsOf: (number) => reviewsOf(gitlab, number),
    reviewThreads: (number) => reviewThreads(gitlab, number),
    fileAt: (path, ref) => fileAt(gitlab, path, ref),
    milestone: (title) => milestone(gitlab, title),
    openMilestones: () => openMilestones(gitlab),
    releaseOf: (tag) => releaseOf(gitlab, tag),
    createRelease: (wanted) => createRelease(gitlab, wanted),
    updateRelease: (release, change) => updateRelease(gitlab, release, change),
    publishRelease: refuse("publishing a draft"),
    listAssets: refuse("files of a release"),
    uploadAsset: refuse("files of a release"),
    readDigest: refuse("files of a release"),
    deleteAsset: refuse("files of a release"),
    findIssues: (query) => findIssues(gitlab, query),
    openIssue: (wanted) => openIssue(gitlab, wanted),
    closeIssue: (number) => closeIssue(gitlab, number),
    comment: (number, body) => comment(gitlab, number, body),
    keepComment: refuse("a comment that is written anew"),
    ensureLabel: (label) => ensureLabel(gitlab, label),
    workflowRuns: refuse("runs of a workflow by its file"),
    dispatch: refuse("starting a workflow by its file"),
  };
}

const level = z.object({ access_level: z.number() }).nullish();
const projectSchema = z.object({
  permissions: z.object({ project_access: level, group_access: level }).optional(),
});

/** Developers (30) push, Maintainers (40) administer. */
async function access({ client, base }: GitLab): Promise<HostAccess> {
  const { permissions } = await client.get(base, projectSchema);
  const highest = permissions === undefined
    ? null
    : Math.max(permissions.project_access?.access_level ?? 0, permissions.group_access?.access_level ?? 0);
  return {
    canPush: highest === null ? null : highest >= 30,
    canAdminister: highest === null ? null : highest >= 40,
    scopes: null,
  };
}
