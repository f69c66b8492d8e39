import type { CodeHost } from "../code-host.ts";
import { access, dispatch, workflowRuns } from "./actions.ts";
import { deleteAsset, listAssets, uploadAsset } from "./assets.ts";
import { checksOf } from "./checks.ts";
import { keepComment } from "./comments.ts";
import type { GitHub } from "./context.ts";
import { readDigest } from "./read-digest.ts";
import { fileAt } from "./files.ts";
import { closeIssue, comment, ensureLabel, findIssues, openIssue } from "./issues.ts";
import { milestone, openMilestones } from "./milestones.ts";
import {
  latestPullRequests,
  openPullRequest,
  pullFiles,
  pullRequest,
  pullRequests,
  pullRequestsOf,
  reviewsOf,
  updatePullRequest,
} from "./pulls.ts";
import { createRelease, publishRelease, releaseOf, updateRelease } from "./releases.ts";
import { branchRules } from "./rules.ts";
import { tagRef } from "./tags.ts";
import { reviewThreads } from "./threads.ts";

/** GitHub, on github.com, a subdomain of ghe.com, or an Enterprise Server. */
export function githubHost(github: GitHub, repo: string): CodeHost {
  return {
    type: "github",
    repo,
    // GitHub refuses longer bodies of issues; that of releases is not documented, and was seen to end here
    limits: { releaseBody: 125_000, issueBody: 65_536 },
    access: () => access(github),
    branchRules: (branch) => branchRules(github, branch),
    checksOf: (sha, required) => checksOf(github, sha, required),
    tagRef: (name) => tagRef(github, name),
    pullRequests: (query) => pullRequests(github, query),
    pullRequest: (number) => pullRequest(github, number),
    pullRequestsOf: (sha) => pullRequestsOf(github, sha),
    pullFiles: (number) => pullFiles(github, number),
    latestPullRequests: (base) => latestPullRequests(github, base),
    openPullRequest: (wanted) => openPullRequest(github, wanted),
    updatePullRequest: (number, change) => updatePullRequest(github, number, change),
    reviewsOf: (number) => reviewsOf(github, number),
    reviewThreads: (number) => reviewThreads(github, number),
    fileAt: (path, ref) => fileAt(github, path, ref),
    milestone: (title) => milestone(github, title),
    openMilestones: () => openMilestones(github),
    releaseOf: (tag) => releaseOf(github, tag),
    createRelease: (wanted) => createRelease(github, wanted),
    updateRelease: (release, change) => updateRelease(github, release, change),
    publishRelease: (release, options) => publishRelease(github, release, options),
    listAssets: (release) => listAssets(github, release),
    uploadAsset: (release, file) => uploadAsset(github, release, file),
    readDigest: (asset) => readDigest(github, asset),
    deleteAsset: (asset) => deleteAsset(github, asset),
    findIssues: (query) => findIssues(github, query),
    openIssue: (wanted) => openIssue(github, wanted),
    closeIssue: (number) => closeIssue(github, number),
    comment: (number, body) => comment(github, number, body),
    keepComment: (number, wanted) => keepComment(github, number, wanted),
    ensureLabel: (label) => ensureLabel(github, label),
    workflowRuns: (workflow, sha) => workflowRuns(github, workflow, sha),
    dispatch: (workflow, ref, inputs) => dispatch(github, workflow, ref, inputs),
  };
}
